/* What is due when, and the lines over which everything goes: sockets and WebSocket frames. */

static Due *plan;
static size_t planned, plan_room, plan_at;

/* In order of time; mostly what is planned comes last, and nothing has to move. */
static void plan_for(uint64_t at, Act act, int who) {
    if (planned == plan_room) plan = more(plan, (plan_room = plan_room ? plan_room * 2 : 1024) * sizeof *plan);
    size_t place = planned++;
    for (; place > plan_at && plan[place - 1].at > at; place--) plan[place] = plan[place - 1];
    plan[place] = (Due){at, act, who};
}

static void forget_plan(void) { planned = plan_at = 0; }

static void listen_for(Phone *p, uint32_t events, int how) {
    struct epoll_event wish = {.events = events, .data.ptr = p};
    epoll_ctl(watch, how, p->fd, &wish);
}

static void hang_up(Phone *p) {
    if (p->fd >= 0) close(p->fd);
    p->packs = false, p->fd = -1, p->rest_size = p->unsent_size = 0;
}

/* A phone that was on its way in knocks again while it may, after a pause as in static/js/channel.js. */
static void not_in(Phone *p, const char *why) {
    if (!phase.first_error[0]) snprintf(phase.first_error, sizeof phase.first_error, "phone %d: %s", number_of(p), why);
    if (p->tries-- > 1) {
        p->stage = AWAY, phase.again++;
        plan_for(now() + SECOND + chance() % 2000 * MS, COME, number_of(p));
    } else {
        p->stage = FAILED, phase.failed++;
    }
}

static void lose(Phone *p, const char *why) {
    Stage was = p->stage;
    hang_up(p);
    if (was != READY && was != AWAY && was != FAILED) {
        not_in(p, why);
        return;
    }
    if (!gone++) snprintf(why_gone, sizeof why_gone, "phone %d: %s", number_of(p), why);
    taps.lost += p->open_taps, p->open_taps = 0, p->stage = AWAY;
}

static void keep_unsent(Phone *p, const void *data, size_t size) {
    if (!size) return;
    p->unsent = more(p->unsent, p->unsent_size + size);
    memcpy(p->unsent + p->unsent_size, data, size);
    p->unsent_size += size;
    listen_for(p, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

static void send_bytes(Phone *p, const void *data, size_t size) {
    ssize_t sent = p->unsent_size ? 0 : send(p->fd, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) lose(p, strerror(errno));
    else keep_unsent(p, (const uint8_t *)data + (sent > 0 ? sent : 0), size - (sent > 0 ? sent : 0));
}

static void send_rest(Phone *p) {
    ssize_t sent = send(p->fd, p->unsent, p->unsent_size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EAGAIN) return;
    if (sent < 0) {
        lose(p, strerror(errno));
        return;
    }
    memmove(p->unsent, p->unsent + sent, p->unsent_size -= sent);
    if (!p->unsent_size) listen_for(p, p->slow ? 0 : EPOLLIN, EPOLL_CTL_MOD);
}

/* Masked by chance: some servers save themselves the work where the mask is zero. */
static void send_frame(Phone *p, int kind, const void *content, size_t size) {
    const uint8_t *data = content;
    static uint8_t out[LONGEST + 16];
    uint32_t mask = chance();
    size_t head = size < 126 ? 2 : 4;
    if (p->fd < 0 || size > LONGEST) return;
    out[0] = 0x80 | kind, out[1] = 0x80 | (size < 126 ? size : 126), out[2] = size >> 8, out[3] = size & 255;
    memcpy(out + head, &mask, 4);
    for (size_t i = 0; i < size; i++) out[head + 4 + i] = data[i] ^ out[head + (i & 3)];
    send_bytes(p, out, head + 4 + size);
}

/* Each for itself, with a small window, as these are short. The last four bytes are the same for all and left out. */
static void send_packed(Phone *p, char *text, size_t size) {
    static uint8_t out[LONGEST];
    static z_stream stream;
    if (!stream.state && deflateInit2(&stream, 6, Z_DEFLATED, -9, 1, Z_DEFAULT_STRATEGY) != Z_OK)
        give_up("zlib does not start");
    deflateReset(&stream);
    stream.next_in = (uint8_t *)text, stream.avail_in = size;
    stream.next_out = out, stream.avail_out = sizeof out;
    deflate(&stream, Z_SYNC_FLUSH);
    send_frame(p, PACKED | TEXT, out, sizeof out - stream.avail_out - 4);
}

__attribute__((format(printf, 2, 3))) static void tell(Phone *p, const char *format, ...) {
    static char text[LONGEST + 1];
    va_list given;
    va_start(given, format);
    int size = vsnprintf(text, sizeof text, format, given);
    va_end(given);
    if (p->packs) send_packed(p, text, size);
    else send_frame(p, TEXT, text, size);
}

static bool bound_to(int fd, int address) {
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + address)};
    int on = 1;
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    return bind(fd, (void *)&from, sizeof from) == 0;
}

/* A line on which the call is under way, or -1. */
static int called_from(int address) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(hall.port)};
    int on = 1, line = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (line < 0) return -1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    bool ours = !address || bound_to(line, address);
    if (ours && (connect(line, (void *)&to, sizeof to) == 0 || errno == EINPROGRESS)) return line;
    int why = errno;
    close(line);
    errno = why;
    return -1;
}

/* From the next address where one has run out of ports. */
static void dial(Phone *p, Stage stage) {
    int address = number_of(p) % hall.addresses, left = MOST_ADDRESSES;
    hang_up(p);
    p->stage = stage;
    while ((p->fd = called_from(address++)) < 0 && errno == EADDRNOTAVAIL && --left) continue;
    if (p->fd < 0) lose(p, strerror(errno));
    else listen_for(p, EPOLLOUT, EPOLL_CTL_ADD);
}
