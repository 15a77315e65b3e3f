#pragma once

#include <stddef.h>
#include <sys/types.h>

// What Linux offers and Swift can't reach: variadic calls (prctl), macros (CMSG_*), structures behind
// _GNU_SOURCE (ucred), abstract socket addresses. Nothing here decides anything.
//
// Every function that returns int gives 0, or the errno of what failed. None of them keeps a pointer.

// Who is at the other end of a connected Unix socket, as the kernel recorded it at connect().
struct ivr_peer {
  uid_t uid;
  gid_t gid;
  pid_t pid;
};
int ivr_peer_credentials(int descriptor, struct ivr_peer *peer);

// The most descriptors that one message carries here; the kernel's own limit is 253.
enum { IVR_MAX_DESCRIPTORS = 16 };

// Sends `size` bytes, and with them `count` descriptors (SCM_RIGHTS), over a Unix socket.
// An `address` that starts with '@' names an abstract socket; NULL stands for a connected socket.
// Blocks where the descriptor does. EMSGSIZE: sent in part, or more descriptors than the limit.
int ivr_send(int descriptor, const char *address, const void *bytes, size_t size, const int *descriptors, size_t count);

// Receives one message: `size` and `count` hold the room at first, and what came afterwards.
// Descriptors that came are close-on-exec; those for which there was no room are closed, and EMSGSIZE says so.
int ivr_receive(int descriptor, void *bytes, size_t *size, int *descriptors, size_t *count);

// Binds a Unix socket; an `address` that starts with '@' is abstract (it has no file).
int ivr_bind(int descriptor, const char *address);

// Connects a Unix socket; `address` as above.
int ivr_connect(int descriptor, const char *address);

// No core file and no ptrace by others of the same user: memory may hold keyed passwords.
int ivr_forbid_core_dumps(void);

// 1 where this process may leave a core file, 0 where not.
int ivr_may_dump_core(void);

// Memory of at least `size` bytes goes back to the kernel when it is freed, whatever lies behind it in the heap.
// EINVAL: this C library does not take the size.
int ivr_give_back_from(size_t size);

// Sets room aside for a file up to `size`, without changing the size that it has. EOPNOTSUPP: this file system can't.
int ivr_reserve(int descriptor, size_t size);

// 1 where something (NTP, PTP) keeps the machine's clock right, 0 where not, -1 where the kernel does not say.
int ivr_clock_is_synchronised(void);

// A file that lives in memory only and has no name but for people; its descriptor is in `*descriptor`.
int ivr_memory_file(const char *name, int *descriptor);

// 1 where what is written there stays in memory and on no disk (tmpfs, ramfs), 0 where not or unknown.
int ivr_is_in_memory(const char *path);
