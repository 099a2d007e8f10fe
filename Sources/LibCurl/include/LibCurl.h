// The few calls of libcurl that the program makes, with types. libcurl is loaded when it is first needed, so that
// building needs neither its headers nor a link flag, and what never meets the network never loads it.
//
// The numbers are libcurl's own. They are part of its ABI, which has been the same since 7.16.0 (2006):
// https://curl.se/libcurl/abi.html. Only what is used is here.

#ifndef LIBCURL_H
#define LIBCURL_H

#include <stddef.h>
#include <stdint.h>

/// A libcurl that was loaded: its functions.
struct libcurl;
/// Requests that are in flight together (a "multi handle").
struct libcurl_queue;
/// One request and its answer (an "easy handle").
struct libcurl_transfer;

/// Why there is no libcurl.
enum libcurl_absence {
  /// There is one.
  LIBCURL_IS_THERE = 0,
  /// No library of that name can be loaded.
  LIBCURL_IS_MISSING,
  /// The library lacks a function that every libcurl since 7.68.0 has.
  LIBCURL_IS_FOREIGN,
  /// It does not start.
  LIBCURL_DOES_NOT_START,
};

/// Options of a transfer that are texts; libcurl keeps a copy of each.
enum libcurl_text {
  LIBCURL_URL = 10002,
  /// The empty text is no proxy, whatever the environment says.
  LIBCURL_PROXY = 10004,
  LIBCURL_USER_AGENT = 10018,
  LIBCURL_METHOD = 10036,
  LIBCURL_ACCEPT_ENCODING = 10102,
};

/// Options of a transfer that are numbers.
enum libcurl_number {
  /// Give up when fewer bytes than this come in each second of …
  LIBCURL_LOW_SPEED_BYTES = 19,
  /// … so many seconds.
  LIBCURL_LOW_SPEED_SECONDS = 20,
  /// 1 for a new connection: on one that was used before, libcurl may send a request twice.
  LIBCURL_FRESH_CONNECT = 74,
  LIBCURL_WHOLE_MILLISECONDS = 155,
  LIBCURL_CONNECT_MILLISECONDS = 156,
};

/// What became of a transfer, as libcurl says it.
enum libcurl_result {
  LIBCURL_OK = 0,
  LIBCURL_UNSUPPORTED_PROTOCOL = 1,
  LIBCURL_BAD_URL = 3,
  LIBCURL_NO_PROXY = 5,
  LIBCURL_NO_HOST = 6,
  LIBCURL_NO_CONNECTION = 7,
  LIBCURL_STRANGE_REPLY = 8,
  LIBCURL_PARTIAL = 18,
  LIBCURL_SINK_REFUSED = 23,
  LIBCURL_OUT_OF_MEMORY = 27,
  LIBCURL_TIMED_OUT = 28,
  LIBCURL_NO_TLS = 35,
  LIBCURL_NOTHING_CAME = 52,
  LIBCURL_SEND_FAILED = 55,
  LIBCURL_RECEIVE_FAILED = 56,
  LIBCURL_BAD_CERTIFICATE = 60,
  LIBCURL_BAD_ENCODING = 61,
  LIBCURL_NO_AUTHORITIES = 77,
  LIBCURL_BAD_ISSUER = 83,
  LIBCURL_PROXY_FAILED = 97,
  LIBCURL_TOO_LARGE = 100,
};

/// What is known of a transfer that has ended.
enum libcurl_fact {
  /// The status of the answer; 0 when there is none.
  LIBCURL_STATUS = 0x200002,
  /// The status with which a proxy refused to connect; 0 when none did.
  LIBCURL_PROXY_STATUS = 0x200016,
  /// The system's number of the error of a failed connection; 0 when there is none.
  LIBCURL_SYSTEM_ERROR = 0x200019,
};

/// Takes bytes of an answer; fewer taken than there are ends the transfer with `LIBCURL_SINK_REFUSED`.
typedef size_t (*libcurl_sink)(
    const uint8_t *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

#pragma clang assume_nonnull begin

/// Loads a library by its name; once a process. NULL where it cannot be had, and why.
const struct libcurl *_Nullable libcurl_load(const char *name, enum libcurl_absence *absence);

/// The version that was loaded, as 0xXXYYZZ.
uint32_t libcurl_version(const struct libcurl *library);

/// What libcurl calls a result, without anything of the request in it.
const char *libcurl_describe(const struct libcurl *library, int result);

/// Makes a queue, which one thread uses at a time; NULL without memory.
struct libcurl_queue *_Nullable libcurl_queue_new(const struct libcurl *library);

/// Closes all connections; its transfers are freed already.
void libcurl_queue_free(struct libcurl_queue *queue);

/// Sends and receives what can be without waiting; the sinks are called in here. Other than 0 is a failure.
int libcurl_queue_perform(struct libcurl_queue *queue);

/// Waits until there is something to send or receive, at most so long. Other than 0 is a failure.
int libcurl_queue_wait(struct libcurl_queue *queue, int milliseconds);

/// Ends a wait, or the next one, at once: the one call that any thread may make.
void libcurl_queue_wake(struct libcurl_queue *queue);

/// Takes the next transfer that has ended; NULL when none has.
struct libcurl_transfer *_Nullable libcurl_queue_next(struct libcurl_queue *queue, int *result);

/// Makes a transfer that goes over HTTP or HTTPS, judges certificates, and follows no redirect; NULL without memory.
struct libcurl_transfer *_Nullable libcurl_transfer_new(
    struct libcurl_queue *queue, libcurl_sink header, libcurl_sink body, void *context);

/// Ends a transfer wherever it is; its sinks are called no more.
void libcurl_transfer_free(struct libcurl_transfer *transfer);

void libcurl_transfer_set_text(
    struct libcurl_transfer *transfer, enum libcurl_text option, const char *text);
void libcurl_transfer_set_number(
    struct libcurl_transfer *transfer, enum libcurl_number option, long number);

/// Adds a field to the header, as "Name: value"; "Name:" takes one out that libcurl would add.
void libcurl_transfer_add_field(struct libcurl_transfer *transfer, const char *field);

/// Sets a body, of which libcurl keeps a copy; before the method, since it sets that to POST.
void libcurl_transfer_set_body(
    struct libcurl_transfer *transfer, const uint8_t *_Nullable bytes, size_t count);

/// Begins; what it returns but 0 is the first thing that could not be set, and nothing is sent then.
int libcurl_transfer_start(struct libcurl_transfer *transfer);

long libcurl_transfer_fact(const struct libcurl_transfer *transfer, enum libcurl_fact fact);

/// What libcurl says of a failure; may have addresses of the request in it. Empty when it says nothing.
const char *libcurl_transfer_detail(const struct libcurl_transfer *transfer);

#pragma clang assume_nonnull end

#endif
