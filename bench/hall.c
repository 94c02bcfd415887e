/* A hall full of phones in one thread: joins them to a room, lets them tap, and measures when each hears what.

   cc -O2 -o build/hall bench/hall.c -lz -lm
   build/hall PORT workshop|peer PHONES [--deflate]

   Orders come on standard input, one a line; each is answered with one line of JSON. bench/generator.py lists them.
   Engine.IO 4 and Socket.IO 5 are spoken by hand over plain sockets: a library would cost more than the server that is
   measured. Line 0 is the facilitator's: her console in a workshop, with the stage beside it; a projector at a peer.

   It is one translation unit in chapters, which stand in the folder hall/ in the order in which they are included.

   A frame that a thousand phones are sent is read, unpacked and understood once: every distinct message is kept in a
   table by its bytes, and each phone only remembers which ones it was sent. That table is also what the tape is. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#define MS 1000000ull
#define SECOND (1000 * MS)
#define FOR_EVER UINT64_MAX

enum { ROOM = 1 << 18, LONGEST = 60000, BATCH = 128, MOST_WATCHED = 16, MOST_ADDRESSES = 16 };
enum { TEXT = 1, PONG = 10, PACKED = 0x40 };
enum { SIT = 1, SAY = 2, FIRST_TAP = 10 }; /* the numbers under which we want to be answered */

typedef enum { AWAY, KNOCKING, PAGE, JOINING, CALLING, SHAKING, OPENING, SITTING, READY, FAILED } Stage;
typedef enum { PACKET, VIEW, PATCH, TALLY, SNAPSHOT, OUT, OTHER } Event;
typedef enum { NOWHERE, FLOOR, STAGE, CONSOLE } Channel;

/* One distinct message, however many heard it. */
typedef struct Frame {
    struct Frame *next;
    uint64_t hash;
    bool packed, used;
    Event event;
    Channel channel;
    int no;         /* on the tape */
    uint64_t first; /* when the first phone heard it */
    int key;        /* which count was looked for in it */
    long count;     /* and found; -1 for none */
    char *text;     /* what it says, ended by a zero */
    size_t length, size;
    uint8_t bytes[]; /* as it came over the line */
} Frame;

typedef struct {
    int fd;
    Stage stage;
    bool packs, slow, was_slow, answered, shown;
    char *cookie;
    int tries, views, open_taps;
    unsigned delivered;
    uint64_t began, paged, joined;
    uint8_t *rest, *unsent; /* the beginning of a message; what the kernel did not take yet */
    size_t rest_size, unsent_size;
    Frame **heard; /* views and patches in their order; NULL where the phone sat down */
    size_t heard_count, heard_room;
} Phone;

typedef struct {
    float *ms;
    size_t count, room;
} Times;

typedef enum { COME, TAP } Act;
typedef struct {
    uint64_t at;
    Act act;
    int who;
} Due;

static struct {
    int port, phones, addresses, tries, naive_size;
    bool workshop, deflate, page;
    char *run, *code;
} hall = {.addresses = 1, .tries = 1, .page = true, .naive_size = 200};

/* What is counted while one order is carried out. */
static struct {
    uint64_t began, frames, bytes, last_heard;
    double cpu;
    int wanted, ready, failed, again, deflated;
    Times whole, page, join, socket;
    char first_error[240];
} phase;

static struct {
    uint64_t *sent_at;
    unsigned sent, answered, accepted, lost, counted, first_id, wanted;
    uint64_t began, last_ack, last_counted;
    bool ticking;
    long base;
    Times acks, shown, delivery, spread;
    char *template, refusal[160];
    int next_phone;
} taps = {.first_id = FIRST_TAP, .next_phone = 1};

static struct {
    bool waiting, ok;
    uint64_t at;
    double ack_ms;
    int missing;
    Times shown;
    char refusal[160];
} said;

static Phone *phones;
static int watch, key_no, gone;
static char count_key[80], why_gone[240];
static long stage_count, steer;

#define CONSOLE_LINE (&phones[0])
#define EACH_PHONE(p) for (Phone *p = phones + 1; p <= phones + hall.phones; p++)

#include "hall/answers.h"
#include "hall/frames.h"
#include "hall/lines.h"
#include "hall/door.h"
#include "hall/hearing.h"
#include "hall/tapping.h"

static void do_what_is_due(void) {
    while (plan_at < planned && plan[plan_at].at <= now()) {
        Due due = plan[plan_at++];
        if (due.act == TAP) tap();
        else come_in(&phones[due.who]);
    }
    if (plan_at == planned) forget_plan();
}

/* `epoll_wait` counts in milliseconds, which is too coarse for taps that are spread evenly. */
static int news(struct epoll_event *found, uint64_t until) {
    int count = epoll_wait(watch, found, BATCH, 0);
    uint64_t at = now(), rest = until > at ? until - at : 0;
    if (count || !rest) return count;
    struct timespec pause = {rest / SECOND, rest % SECOND};
    ppoll(&(struct pollfd){.fd = watch, .events = POLLIN}, 1, &pause, NULL);
    return epoll_wait(watch, found, BATCH, 0);
}

static bool order_waits;

/* Lets the hall go on until `done`, looked at every 20 ms at least, or the deadline. Whether it was done. */
static bool until(bool (*done)(void), uint64_t deadline) {
    struct epoll_event found[BATCH];
    for (;;) {
        do_what_is_due();
        uint64_t at = now(), next = at + 20 * MS;
        if (done && done()) return true;
        if (at >= deadline) return false;
        if (plan_at < planned && plan[plan_at].at < next) next = plan[plan_at].at;
        int count = news(found, next < deadline ? next : deadline);
        for (int i = 0; i < count; i++)
            if (found[i].data.ptr) attend(found[i].data.ptr, found[i].events);
            else if (found[i].events & EPOLLHUP) exit(0); /* whoever gave the orders has gone */
            else order_waits = true;
    }
}

static uint64_t in_seconds(double seconds) { return now() + (uint64_t)(seconds * SECOND); }

static bool all_settled(void) { return phase.ready + phase.failed >= phase.wanted; }
static bool all_tapped(void) { return taps.sent >= taps.wanted; }
static bool all_answered(void) { return all_tapped() && taps.answered + taps.lost >= taps.sent; }
static bool all_counted(void) { return !strcmp(count_key, "-") || taps.counted >= taps.accepted; }
static bool it_is_quiet(void) { return now() - phase.last_heard > 150 * MS; }
static bool said_and_shown(void) { return said.ack_ms >= 0 && (!said.ok || !said.missing); }

static int ready_phones(bool listening) {
    int count = 0;
    EACH_PHONE(p) count += p->stage == READY && !(listening && p->slow);
    return count;
}

static unsigned long undelivered(void) {
    unsigned long missing = 0;
    EACH_PHONE(p) if (p->stage == READY && !p->slow) missing += taps.sent - p->delivered;
    return missing;
}

static bool all_delivered(void) {
    static uint64_t looked; /* it takes a walk past all phones */
    if (now() - looked < 10 * MS) return false;
    looked = now();
    return all_answered() && !undelivered();
}

#include "hall/orders.h"

static bool next_order(void) { return order_waits; }

/* One order at a time; the next is only sent after the answer, so nothing is left in any buffer. */
static void follow_orders(void) {
    static char line[LONGEST];
    struct epoll_event wish = {.events = EPOLLIN};
    epoll_ctl(watch, EPOLL_CTL_ADD, STDIN_FILENO, &wish);
    while (until(next_order, FOR_EVER)) {
        order_waits = false;
        if (!fgets(line, sizeof line, stdin)) return;
        line[strcspn(line, "\n")] = 0;
        if (!strcmp(line, "quit")) return;
        carry_out(line);
    }
}

static void make_room(void) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < (rlim_t)hall.phones + 64) give_up("the system does not let one process open so many sockets");
    phones = calloc(hall.phones + 1, sizeof *phones);
    if (!phones) give_up("there is no memory left");
    for (int i = 0; i <= hall.phones; i++) phones[i].fd = -1;
}

int main(int count, char **said_to_us) {
    if (count < 4) give_up("hall PORT workshop|peer PHONES [--deflate]");
    hall.port = atoi(said_to_us[1]);
    hall.workshop = !strcmp(said_to_us[2], "workshop");
    hall.phones = atoi(said_to_us[3]);
    hall.deflate = count > 4 && !strcmp(said_to_us[4], "--deflate");
    if (!hall.workshop) strcpy(count_key, "n");
    watch = epoll_create1(EPOLL_CLOEXEC);
    make_room();
    follow_orders();
    return 0;
}
