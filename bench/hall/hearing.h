/* What is heard: from bytes to frames to events, and what each means for what is measured. */

/* Everybody's views and the answer: only then there is something to look at. */
static void look_whether_seated(Phone *p, uint64_t at) {
    if (p->answered && p->views >= (p == CONSOLE_LINE ? 2 : 3)) sat_down(p, at);
}

/* The stage, or the projector, shows so many: the taps are taken to be counted in the order in which they were made. */
static void stage_shows(long count, uint64_t at) {
    while (taps.counted < taps.sent && taps.base + (long)taps.counted < count) {
        note(&taps.shown, ms_between(taps.sent_at[taps.counted++], at));
        taps.last_counted = at;
    }
    stage_count = count;
}

/* News for all phones: which taps does it bring to this one? All there were, or as many as it says itself. */
static void shared_news(Phone *p, Frame *frame, uint64_t at) {
    long count = count_in(frame);
    if (said.waiting && !p->shown && !p->slow) {
        p->shown = true, said.missing--;
        note(&said.shown, ms_between(said.at, at));
    }
    if (!taps.ticking) return;
    if (!frame->first) frame->first = at;
    note(&taps.spread, ms_between(frame->first, at));
    unsigned upto = count < 0 ? taps.sent : count > taps.base ? (unsigned)(count - taps.base) : 0;
    for (upto = upto < taps.sent ? upto : taps.sent; p->delivered < upto; p->delivered++)
        note(&taps.delivery, ms_between(taps.sent_at[p->delivered], at));
}

static void hear_console(Frame *frame, uint64_t at) {
    if (frame->channel == CONSOLE) steer = number_behind(frame->text, frame->length, "steer", steer);
    if ((frame->channel == STAGE || frame->event == TALLY) && count_in(frame) >= 0) stage_shows(count_in(frame), at);
}

static void hear_event(Phone *p, Frame *frame, uint64_t at) {
    if (frame->event == OUT) {
        lose(p, frame->text);
        return;
    }
    if (frame->event == VIEW || frame->event == PATCH) remember(p, frame);
    if (p == CONSOLE_LINE) hear_console(frame, at);
    else if (frame->channel == FLOOR || frame->event == TALLY) shared_news(p, frame, at);
    if (frame->event == VIEW) p->views++, look_whether_seated(p, at);
    if (frame->event == SNAPSHOT) p->stage = SITTING, sat_down(p, at); /* some greet before they let in */
}

static bool is_ok(const char *text) { return strstr(text, "\"ok\":true") || strstr(text, "\"ok\":1"); }

static void tap_answered(Phone *p, const char *text, uint64_t at) {
    unsigned tap = (unsigned)strtoul(text, NULL, 10) - taps.first_id;
    if (tap >= taps.sent) return; /* of an earlier order, which no longer waited */
    taps.answered++, p->open_taps--, taps.last_ack = at;
    note(&taps.acks, ms_between(taps.sent_at[tap], at));
    if (is_ok(text)) taps.accepted++;
    else if (!taps.refusal[0]) snprintf(taps.refusal, sizeof taps.refusal, "%s", text);
}

static void hear_answer(Phone *p, const char *text, uint64_t at) {
    long number = strtol(text, NULL, 10);
    if (number == SIT) {
        if ((p->answered = is_ok(text))) look_whether_seated(p, at);
        else lose(p, text);
    } else if (number == SAY) {
        said.ok = is_ok(text), said.ack_ms = ms_between(said.at, at);
        if (!said.ok) snprintf(said.refusal, sizeof said.refusal, "%s", text);
    } else {
        tap_answered(p, text, at);
    }
}

/* `text` ends with a zero. */
static void hear_packet(Phone *p, const char *text, uint64_t at) {
    if (text[0] == '2') tell(p, "3");
    else if (text[0] == '0') say_hello(p);
    else if (!strncmp(text, "43", 2)) hear_answer(p, text + 2, at);
    else if (!strncmp(text, "40", 2) && p->stage == OPENING) p->stage = SITTING, sit(p);
    else if (!strncmp(text, "44", 2) || !strncmp(text, "41", 2) || text[0] == '1') lose(p, text);
}

static void hear_text(Phone *p, uint8_t *bytes, size_t size, bool packed, uint64_t at) {
    phase.frames++, phase.last_heard = at;
    if (packed || (size > 2 && !memcmp(bytes, "42", 2))) {
        Frame *frame = frame_of(bytes, size, packed);
        if (frame->event == PACKET) hear_packet(p, frame->text, at);
        else hear_event(p, frame, at);
        return;
    }
    uint8_t after = bytes[size]; /* the next frame's, or room kept free */
    bytes[size] = 0;
    hear_packet(p, (char *)bytes, at);
    bytes[size] = after;
}

static void hear_frame(Phone *p, uint8_t first, uint8_t *bytes, size_t size, uint64_t at) {
    switch (first & 0x8f) {
    case 0x81: hear_text(p, bytes, size, first & PACKED, at); break;
    case 0x89: send_frame(p, PONG, bytes, size); break;
    case 0x8a: break;
    case 0x88: lose(p, size > 1 ? (bytes[size] = 0, (char *)bytes + 2) : "closed without a word"); break;
    default: lose(p, "a fragmented or binary frame");
    }
}

static size_t size_of_head(const uint8_t *b) { return (b[1] & 127) < 126 ? 2 : (b[1] & 127) == 126 ? 4 : 10; }

static uint64_t size_of_body(const uint8_t *b) {
    uint64_t size = b[1] & 127, wide = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (wide) size = 0;
    for (uint64_t i = 0; i < wide; i++) size = size << 8 | b[2 + i];
    return size;
}

static size_t hear_frames(Phone *p, uint8_t *bytes, size_t length, uint64_t at) {
    size_t used = 0;
    while (p->fd >= 0 && length - used >= 2) {
        uint8_t *frame = bytes + used;
        size_t head = size_of_head(frame);
        if (length - used < head || length - used - head < size_of_body(frame)) break;
        used += head + size_of_body(frame);
        hear_frame(p, frame[0], frame + head, size_of_body(frame), at);
    }
    return used;
}

static size_t hear_bytes(Phone *p, uint8_t *bytes, size_t length, uint64_t at) {
    if (p->stage == PAGE || p->stage == JOINING) return hear_page_or_join(p, (char *)bytes, length);
    size_t used = p->stage == SHAKING ? hear_handshake(p, (char *)bytes, length) : 0;
    return p->stage > SHAKING ? used + hear_frames(p, bytes + used, length - used, at) : used;
}

static void keep_rest(Phone *p, const uint8_t *bytes, size_t size) {
    if (p->fd < 0) return;
    if (size) p->rest = more(p->rest, size), memcpy(p->rest, bytes, size);
    p->rest_size = size;
}

/* All phones are read into one place, which so stays in the processor's cache; only torn messages are kept apart. */
static void hear(Phone *p) {
    static uint8_t *inbox;
    static size_t room;
    size_t before = p->rest_size;
    if (room < before + ROOM + 1) inbox = more(inbox, room = before * 2 + ROOM + 1);
    ssize_t got = recv(p->fd, inbox + before, ROOM, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
        lose(p, got ? strerror(errno) : "hung up without a word");
        return;
    }
    if (before) memcpy(inbox, p->rest, before);
    inbox[before + got] = 0;
    if (p != CONSOLE_LINE) phase.bytes += got;
    size_t used = hear_bytes(p, inbox, before + got, now());
    if (p->stage != KNOCKING && p->stage != CALLING) keep_rest(p, inbox + used, before + got - used);
}

static void attend(Phone *p, uint32_t events) {
    if (p->fd < 0) return;
    if (p->stage == KNOCKING || p->stage == CALLING) line_is_up(p);
    else if (p->slow) lose(p, "cut off while it did not read");
    else {
        if (events & EPOLLOUT) send_rest(p);
        if (p->fd >= 0 && events & ~EPOLLOUT) hear(p);
    }
}
