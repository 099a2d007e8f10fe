// libcurl behind types. It is C because curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot
// call; there are no decisions in here but the ones that no caller may take otherwise (`set_rules`).

#include "LibCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef void easy;
typedef void multi;
struct slist;

// curl's own structs, as far as they are read.
struct message {
  int kind;
  easy *handle;
  union {
    void *pointer;
    int result;
  } data;
};

struct version_info {
  int age;
  const char *text;
  unsigned number;
};

enum { MESSAGE_DONE = 1, GLOBAL_ALL = 3, VERSION_FIRST = 0, ERROR_SIZE = 256, UNKNOWN_OPTION = 48 };

// Options that this file alone sets.
enum {
  OPT_WRITE_CONTEXT = 10001,
  OPT_ERROR_BUFFER = 10010,
  OPT_POST_FIELDS = 10165,  // the one that copies
  OPT_HEADER_FIELDS = 10023,
  OPT_HEADER_CONTEXT = 10029,
  OPT_NO_PROGRESS = 43,
  OPT_NETRC = 51,
  OPT_FOLLOW = 52,
  OPT_VERIFY_PEER = 64,
  OPT_VERIFY_HOST = 81,
  OPT_HTTP_VERSION = 84,
  OPT_NO_SIGNAL = 99,
  OPT_PRIVATE = 10103,
  OPT_PROTOCOLS = 181,
  OPT_PATH_AS_IS = 234,
  OPT_SUPPRESS_CONNECT_HEADERS = 265,
  OPT_QUICK_EXIT = 322,  // since 7.87.0
  OPT_WRITE = 20011,
  OPT_HEADER = 20079,
  OPT_POST_SIZE = 30120,
};

enum { PROTOCOLS_HTTP_AND_HTTPS = 3, HTTP_1_1 = 2, INFO_PRIVATE = 0x100015 };

struct libcurl {
  int (*global_init)(long);
  struct version_info *(*version)(int);
  const char *(*describe)(int);
  easy *(*easy_init)(void);
  void (*easy_cleanup)(easy *);
  int (*easy_setopt)(easy *, int, ...);
  int (*easy_getinfo)(easy *, int, ...);
  struct slist *(*slist_append)(struct slist *, const char *);
  void (*slist_free)(struct slist *);
  multi *(*multi_init)(void);
  int (*multi_cleanup)(multi *);
  int (*multi_add)(multi *, easy *);
  int (*multi_remove)(multi *, easy *);
  int (*multi_perform)(multi *, int *);
  int (*multi_poll)(multi *, void *, unsigned, int, int *);
  int (*multi_wakeup)(multi *);
  struct message *(*multi_next)(multi *, int *);
};

struct libcurl_queue {
  const struct libcurl *library;
  multi *handle;
};

struct libcurl_transfer {
  struct libcurl_queue *queue;
  easy *handle;
  struct slist *fields;
  int fault;  // the first thing that could not be set
  bool is_started;
  char detail[ERROR_SIZE];
};

// MARK: - The library

// Symbols are read as data, since ISO C has no cast from an object pointer to a function pointer.
static bool find(void *from, const char *name, void *function) {
  void *symbol = dlsym(from, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static bool find_all(void *from, struct libcurl *library) {
  return find(from, "curl_global_init", &library->global_init)
      && find(from, "curl_version_info", &library->version)
      && find(from, "curl_easy_strerror", &library->describe)
      && find(from, "curl_easy_init", &library->easy_init)
      && find(from, "curl_easy_cleanup", &library->easy_cleanup)
      && find(from, "curl_easy_setopt", &library->easy_setopt)
      && find(from, "curl_easy_getinfo", &library->easy_getinfo)
      && find(from, "curl_slist_append", &library->slist_append)
      && find(from, "curl_slist_free_all", &library->slist_free)
      && find(from, "curl_multi_init", &library->multi_init)
      && find(from, "curl_multi_cleanup", &library->multi_cleanup)
      && find(from, "curl_multi_add_handle", &library->multi_add)
      && find(from, "curl_multi_remove_handle", &library->multi_remove)
      && find(from, "curl_multi_perform", &library->multi_perform)
      && find(from, "curl_multi_poll", &library->multi_poll)
      && find(from, "curl_multi_wakeup", &library->multi_wakeup)
      && find(from, "curl_multi_info_read", &library->multi_next);
}

const struct libcurl *libcurl_load(const char *name, enum libcurl_absence *absence) {
  void *loaded = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (loaded == NULL) {
    *absence = LIBCURL_IS_MISSING;
    return NULL;
  }
  struct libcurl *library = calloc(1, sizeof *library);
  if (library == NULL || !find_all(loaded, library)) {
    *absence = LIBCURL_IS_FOREIGN;
  } else if (library->global_init(GLOBAL_ALL) != LIBCURL_OK) {
    *absence = LIBCURL_DOES_NOT_START;
  } else {
    // It stays loaded until the process ends, as the libraries that it brings expect.
    *absence = LIBCURL_IS_THERE;
    return library;
  }
  free(library);
  dlclose(loaded);
  return NULL;
}

uint32_t libcurl_version(const struct libcurl *library) {
  const struct version_info *info = library->version(VERSION_FIRST);
  return info == NULL ? 0 : info->number;
}

const char *libcurl_describe(const struct libcurl *library, int result) {
  return library->describe(result);
}

// MARK: - SIGPIPE

// A peer that is gone must not end the process. libcurl would ignore the signal for the whole process meanwhile,
// other threads included, unless it is told to leave signals alone (OPT_NO_SIGNAL); so it is blocked in this
// thread, and taken before it can do anything.
struct pipe_signal {
  sigset_t before;
  bool was_pending;
};

static bool is_pending(void) {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  return sigismember(&pending, SIGPIPE) == 1;
}

static struct pipe_signal hold_pipe_signal(void) {
  struct pipe_signal held = {.was_pending = is_pending()};
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &one, &held.before);
  return held;
}

static void release_pipe_signal(const struct pipe_signal *held) {
  if (!held->was_pending && is_pending()) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGPIPE);
    int taken;
    sigwait(&one, &taken);
  }
  pthread_sigmask(SIG_SETMASK, &held->before, NULL);
}

// MARK: - Queues

struct libcurl_queue *libcurl_queue_new(const struct libcurl *library) {
  struct libcurl_queue *queue = calloc(1, sizeof *queue);
  if (queue == NULL) return NULL;
  queue->library = library;
  queue->handle = library->multi_init();
  if (queue->handle != NULL) return queue;
  free(queue);
  return NULL;
}

void libcurl_queue_free(struct libcurl_queue *queue) {
  const struct pipe_signal held = hold_pipe_signal();
  queue->library->multi_cleanup(queue->handle);
  release_pipe_signal(&held);
  free(queue);
}

int libcurl_queue_perform(struct libcurl_queue *queue) {
  const struct pipe_signal held = hold_pipe_signal();
  int running = 0;
  const int result = queue->library->multi_perform(queue->handle, &running);
  release_pipe_signal(&held);
  return result;
}

int libcurl_queue_wait(struct libcurl_queue *queue, int milliseconds) {
  return queue->library->multi_poll(queue->handle, NULL, 0, milliseconds, NULL);
}

void libcurl_queue_wake(struct libcurl_queue *queue) {
  queue->library->multi_wakeup(queue->handle);
}

struct libcurl_transfer *libcurl_queue_next(struct libcurl_queue *queue, int *result) {
  const struct libcurl *library = queue->library;
  const struct message *message;
  int rest = 0;
  while ((message = library->multi_next(queue->handle, &rest)) != NULL) {
    struct libcurl_transfer *transfer = NULL;
    if (message->kind != MESSAGE_DONE) continue;
    *result = message->data.result;
    library->easy_getinfo(message->handle, INFO_PRIVATE, &transfer);
    if (transfer != NULL) return transfer;
  }
  return NULL;
}

// MARK: - Transfers

// Notes the first option that could not be set: a transfer is started only when all of them were.
static void check(struct libcurl_transfer *transfer, int result) {
  if (transfer->fault == LIBCURL_OK) transfer->fault = result;
}

static void rule(struct libcurl_transfer *transfer, int option, long number) {
  check(transfer, transfer->queue->library->easy_setopt(transfer->handle, option, number));
}

// What no caller can turn off.
static void set_rules(struct libcurl_transfer *transfer) {
  rule(transfer, OPT_VERIFY_PEER, 1);
  rule(transfer, OPT_VERIFY_HOST, 2);
  rule(transfer, OPT_PROTOCOLS, PROTOCOLS_HTTP_AND_HTTPS);
  // A token must not go where it was not meant to: the answer that asks for it is the answer.
  rule(transfer, OPT_FOLLOW, 0);
  // No password but the one that the address of a proxy has in it.
  rule(transfer, OPT_NETRC, 0);
  // The same bytes on the wire with a bank as in the tests; a few connections are as fast as one.
  rule(transfer, OPT_HTTP_VERSION, HTTP_1_1);
  rule(transfer, OPT_PATH_AS_IS, 1);
  rule(transfer, OPT_NO_SIGNAL, 1);
  rule(transfer, OPT_NO_PROGRESS, 1);
  // What a proxy says while it connects is no part of the answer.
  rule(transfer, OPT_SUPPRESS_CONNECT_HEADERS, 1);
  // Ending does not wait for a name that is being looked up. An older libcurl does.
  const int result = transfer->queue->library->easy_setopt(transfer->handle, OPT_QUICK_EXIT, 1L);
  if (result != UNKNOWN_OPTION) check(transfer, result);
}

struct libcurl_transfer *libcurl_transfer_new(
    struct libcurl_queue *queue, libcurl_sink header, libcurl_sink body, void *context) {
  const struct libcurl *library = queue->library;
  struct libcurl_transfer *transfer = calloc(1, sizeof *transfer);
  if (transfer == NULL) return NULL;
  transfer->queue = queue;
  transfer->handle = library->easy_init();
  if (transfer->handle == NULL) {
    free(transfer);
    return NULL;
  }
  easy *handle = transfer->handle;
  set_rules(transfer);
  check(transfer, library->easy_setopt(handle, OPT_PRIVATE, transfer));
  check(transfer, library->easy_setopt(handle, OPT_ERROR_BUFFER, transfer->detail));
  check(transfer, library->easy_setopt(handle, OPT_HEADER, header));
  check(transfer, library->easy_setopt(handle, OPT_HEADER_CONTEXT, context));
  check(transfer, library->easy_setopt(handle, OPT_WRITE, body));
  check(transfer, library->easy_setopt(handle, OPT_WRITE_CONTEXT, context));
  return transfer;
}

void libcurl_transfer_free(struct libcurl_transfer *transfer) {
  const struct libcurl *library = transfer->queue->library;
  const struct pipe_signal held = hold_pipe_signal();
  if (transfer->is_started) library->multi_remove(transfer->queue->handle, transfer->handle);
  library->easy_cleanup(transfer->handle);
  release_pipe_signal(&held);
  library->slist_free(transfer->fields);
  free(transfer);
}

void libcurl_transfer_set_text(
    struct libcurl_transfer *transfer, enum libcurl_text option, const char *text) {
  check(transfer, transfer->queue->library->easy_setopt(transfer->handle, (int)option, text));
}

void libcurl_transfer_set_number(
    struct libcurl_transfer *transfer, enum libcurl_number option, long number) {
  rule(transfer, (int)option, number);
}

void libcurl_transfer_add_field(struct libcurl_transfer *transfer, const char *field) {
  struct slist *longer = transfer->queue->library->slist_append(transfer->fields, field);
  if (longer == NULL) {
    check(transfer, LIBCURL_OUT_OF_MEMORY);
  } else {
    transfer->fields = longer;
  }
}

void libcurl_transfer_set_body(
    struct libcurl_transfer *transfer, const uint8_t *bytes, size_t count) {
  const struct libcurl *library = transfer->queue->library;
  // The size goes first: without it libcurl would copy up to a zero byte.
  check(transfer, library->easy_setopt(transfer->handle, OPT_POST_SIZE, (int64_t)count));
  check(
      transfer,
      library->easy_setopt(transfer->handle, OPT_POST_FIELDS, count == 0 ? (const void *)"" : bytes));
}

int libcurl_transfer_start(struct libcurl_transfer *transfer) {
  const struct libcurl *library = transfer->queue->library;
  check(transfer, library->easy_setopt(transfer->handle, OPT_HEADER_FIELDS, transfer->fields));
  if (transfer->fault != LIBCURL_OK) return transfer->fault;
  // The queue has error numbers of its own, of which only the lack of memory can happen here.
  if (library->multi_add(transfer->queue->handle, transfer->handle) != 0) {
    return LIBCURL_OUT_OF_MEMORY;
  }
  transfer->is_started = true;
  return LIBCURL_OK;
}

long libcurl_transfer_fact(const struct libcurl_transfer *transfer, enum libcurl_fact fact) {
  long number = 0;
  transfer->queue->library->easy_getinfo(transfer->handle, (int)fact, &number);
  return number;
}

const char *libcurl_transfer_detail(const struct libcurl_transfer *transfer) {
  return transfer->detail;
}
