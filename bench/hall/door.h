/* Coming in as a browser does: the page, joining, the handshake, sitting down. */

#define BROWSER                                                                                      \
    "Host: 127.0.0.1:%d\r\nUser-Agent: %s\r\n"                                                        \
    "Accept-Language: en\r\nAccept-Encoding: gzip, deflate\r\nOrigin: http://127.0.0.1:%d\r\n"

/* Servers may agree to packing with the one and not with the other. */
static const char *browser(void) {
    return hall.deflate ? "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
                        : "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)";
}

static void ask_for_page(Phone *p) {
    char text[1024];
    p->stage = PAGE;
    send_bytes(p, text, snprintf(text, sizeof text, "GET /%s HTTP/1.1\r\n" BROWSER "\r\n", hall.code, hall.port,
                                 browser(), hall.port));
}

/* Under the same id each time, or a lost answer would make two people of one. */
static void ask_to_join(Phone *p) {
    static uint32_t evening;
    char body[400], text[1400];
    if (!evening) evening = (uint32_t)(now() >> 10);
    int size = snprintf(body, sizeof body,
                        "{\"code\":\"%s\",\"id\":\"%08x%08x%08x\",\"name\":\"Guest %d\",\"organisation\":\"School %d\","
                        "\"role\":\"\",\"named\":false}",
                        hall.code, evening, (unsigned)getpid(), (unsigned)number_of(p), number_of(p),
                        number_of(p) % 40);
    p->stage = JOINING;
    size = snprintf(text, sizeof text,
                    "POST /join HTTP/1.1\r\n" BROWSER
                    "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                    hall.port, browser(), hall.port, size, body);
    send_bytes(p, text, size);
}

static void ask_for_socket(Phone *p) {
    char text[2048];
    const char *pack = "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                       "client_no_context_takeover\r\n";
    p->stage = SHAKING;
    int size = snprintf(text, sizeof text,
                        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n" BROWSER
                        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s%s%s%s\r\n",
                        hall.port, browser(), hall.port, hall.deflate ? pack : "", p->cookie ? "Cookie: " : "",
                        p->cookie ? p->cookie : "", p->cookie ? "\r\n" : "");
    send_bytes(p, text, size);
}

static void call_in(Phone *p) {
    p->views = 0, p->answered = false, p->heard_count = 0;
    dial(p, CALLING);
}

static void come_in(Phone *p) {
    if (!p->began) p->began = now();
    p->paged = p->joined = p->began;
    if (hall.workshop && !p->cookie) dial(p, KNOCKING);
    else call_in(p);
}

static void line_is_up(Phone *p) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(p->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) {
        lose(p, strerror(error));
        return;
    }
    listen_for(p, EPOLLIN, EPOLL_CTL_MOD);
    if (p->stage == CALLING) ask_for_socket(p);
    else if (hall.page && p->paged == p->began) ask_for_page(p);
    else ask_to_join(p);
}

/* The size of a whole HTTP answer at the beginning of `text`, or 0; `head` is the part before its body. */
static size_t whole_answer(char *text, size_t length, size_t *head) {
    char *end = memmem(text, length, "\r\n\r\n", 4), *said;
    if (!end) return 0;
    *head = end + 4 - text;
    *end = 0;
    size_t size = (said = strcasestr(text, "\r\ncontent-length:")) ? *head + strtoul(said + 17, NULL, 10) : 0;
    bool chunked = strcasestr(text, "\r\ntransfer-encoding: chunked") != NULL;
    *end = '\r';
    if (chunked) size = (end = memmem(end, length - *head + 4, "\r\n0\r\n\r\n", 7)) ? (size_t)(end + 7 - text) : 0;
    else if (!size) size = *head;
    return size <= length ? size : 0;
}

/* All the cookies that an answer sets, ready to be sent back. */
static char *cookies_in(char *text, size_t head) {
    char *all = more(NULL, head + 1), *at = text;
    all[0] = 0;
    text[head - 1] = 0;
    while ((at = strcasestr(at, "\r\nset-cookie:"))) {
        at += 13 + strspn(at + 13, " ");
        if (all[0]) strcat(all, "; ");
        strncat(all, at, strcspn(at, ";\r\n"));
    }
    text[head - 1] = '\n';
    return all;
}

static void refused(Phone *p, const char *what, const char *text, size_t length) {
    char why[200];
    const char *body = memmem(text, length, "\r\n\r\n", 4);
    snprintf(why, sizeof why, "%s: %.3s %.140s", what, length > 12 ? text + 9 : "", body ? body + 4 : "");
    lose(p, why);
}

static void joined(Phone *p, char *text, size_t head, size_t size) {
    if (!holds(text + head, size - head, "\"ok\":true")) {
        refused(p, "joining", text, size);
        return;
    }
    free(p->cookie);
    p->cookie = cookies_in(text, head);
    p->joined = now();
    call_in(p);
}

static size_t hear_page_or_join(Phone *p, char *text, size_t length) {
    size_t head, size = whole_answer(text, length, &head);
    if (!size) return 0;
    if (memcmp(text + 9, "200", 3)) refused(p, p->stage == PAGE ? "page" : "joining", text, size);
    else if (p->stage == JOINING) joined(p, text, head, size);
    else {
        p->paged = now();
        if (holds(text, head, "onnection: close")) dial(p, KNOCKING);
        else ask_to_join(p);
    }
    return size;
}

static size_t hear_handshake(Phone *p, char *text, size_t length) {
    const char *end = memmem(text, length, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = end + 4 - text;
    p->packs = holds(text, head, "permessage-deflate");
    if (memcmp(text + 9, "101", 3)) refused(p, "socket", text, length);
    else if (!holds(text, head, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) lose(p, "socket: the wrong key came back");
    else if (p->packs && !holds(text, head, "server_no_context_takeover")) lose(p, "socket: it packs with a memory");
    else p->stage = OPENING, phase.deflated += p->packs;
    return head;
}

static void sit(Phone *p) {
    p->views = 0, p->answered = false;
    if (hall.workshop) {
        remember(p, NULL);
        tell(p, "42%d[\"sit\",{}]", SIT);
    }
}

static void say_hello(Phone *p) {
    if (hall.workshop)
        tell(p, "40{\"seat\":\"%s\",\"run\":\"%s\"}", p == CONSOLE_LINE ? "facilitator" : "participant", hall.run);
    else tell(p, "40");
}

static void sat_down(Phone *p, uint64_t at) {
    if (p->stage != SITTING) return;
    p->stage = READY, phase.ready++;
    if (p == CONSOLE_LINE || p->began < phase.began) return;
    note(&phase.whole, ms_between(p->began, at));
    note(&phase.socket, ms_between(p->joined, at));
    if (p->joined == p->began) return;
    note(&phase.page, ms_between(p->began, p->paged));
    note(&phase.join, ms_between(p->paged, p->joined));
}
