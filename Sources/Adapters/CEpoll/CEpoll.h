#pragma once

// Swift's Glibc module leaves epoll out; this one holds nothing else.
#include <sys/epoll.h>
