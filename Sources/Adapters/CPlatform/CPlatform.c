#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <malloc.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>

int ivr_peer_credentials(int descriptor, struct ivr_peer *peer) {
  struct ucred credentials;
  socklen_t size = sizeof credentials;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return errno;
  peer->uid = credentials.uid;
  peer->gid = credentials.gid;
  peer->pid = credentials.pid;
  return 0;
}

// 0, or ENAMETOOLONG where the address does not fit. `length` counts what the kernel is to see:
// an abstract name has no terminating zero.
static int make_address(const char *text, struct sockaddr_un *address, socklen_t *length) {
  size_t size = strlen(text);
  int abstract = text[0] == '@';
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (size == 0) return EINVAL;
  if (size + (abstract ? 0 : 1) > sizeof address->sun_path) return ENAMETOOLONG;
  memcpy(address->sun_path, text, size);
  if (abstract) address->sun_path[0] = 0;
  *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size + (abstract ? 0 : 1));
  return 0;
}

// Room for the control message of IVR_MAX_DESCRIPTORS, aligned as the kernel wants it.
union control {
  char room[CMSG_SPACE(IVR_MAX_DESCRIPTORS * sizeof(int))];
  struct cmsghdr alignment;
};

int ivr_send(int descriptor, const char *address, const void *bytes, size_t size, const int *descriptors,
             size_t count) {
  struct sockaddr_un target;
  union control control;
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = size};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > IVR_MAX_DESCRIPTORS) return EMSGSIZE;
  if (address) {
    socklen_t length = 0;
    int failure = make_address(address, &target, &length);
    if (failure) return failure;
    message.msg_name = &target;
    message.msg_namelen = length;
  }
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
  }
  ssize_t sent;
  do {
    sent = sendmsg(descriptor, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent < 0) return errno;
  return (size_t)sent == size ? 0 : EMSGSIZE;
}

int ivr_receive(int descriptor, void *bytes, size_t *size, int *descriptors, size_t *count) {
  union control control;
  struct iovec part = {.iov_base = bytes, .iov_len = *size};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  size_t room = *count, taken = 0;
  int surplus = 0;
  ssize_t received;
  do {
    received = recvmsg(descriptor, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0) return errno;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t came = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t index = 0; index < came; index++) {
      int one;
      memcpy(&one, CMSG_DATA(header) + index * sizeof(int), sizeof one);
      if (taken < room) {
        descriptors[taken++] = one;
      } else {
        close(one);
        surplus = 1;
      }
    }
  }
  *size = (size_t)received;
  *count = taken;
  return surplus || (message.msg_flags & (MSG_CTRUNC | MSG_TRUNC)) ? EMSGSIZE : 0;
}

int ivr_bind(int descriptor, const char *address) {
  struct sockaddr_un name;
  socklen_t length = 0;
  int failure = make_address(address, &name, &length);
  if (failure) return failure;
  return bind(descriptor, (struct sockaddr *)&name, length) == 0 ? 0 : errno;
}

int ivr_connect(int descriptor, const char *address) {
  struct sockaddr_un name;
  socklen_t length = 0;
  int failure = make_address(address, &name, &length);
  if (failure) return failure;
  return connect(descriptor, (struct sockaddr *)&name, length) == 0 ? 0 : errno;
}

int ivr_forbid_core_dumps(void) {
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return errno;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

int ivr_give_back_from(size_t size) { return mallopt(M_MMAP_THRESHOLD, (int)size) == 1 ? 0 : EINVAL; }

int ivr_may_dump_core(void) {
  struct rlimit limit;
  if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0) return 0;
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return 1;
  return limit.rlim_cur != 0;
}

int ivr_reserve(int descriptor, size_t size) {
  int result;
  do {
    result = fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, (off_t)size);
  } while (result != 0 && errno == EINTR);
  return result == 0 ? 0 : errno;
}

int ivr_clock_is_synchronised(void) {
  struct timex nothing_to_change = {0};
  int state = adjtimex(&nothing_to_change);
  if (state < 0) return -1;
  return state != TIME_ERROR && !(nothing_to_change.status & STA_UNSYNC);
}

int ivr_memory_file(const char *name, int *descriptor) {
  int made = memfd_create(name, MFD_CLOEXEC);
  if (made < 0) return errno;
  *descriptor = made;
  return 0;
}

int ivr_is_in_memory(const char *path) {
  struct statfs status;
  if (statfs(path, &status) != 0) return 0;
  return status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC;
}
