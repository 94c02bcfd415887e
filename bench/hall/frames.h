/* Every distinct message once: as it came, unpacked, and understood. */

static Frame **shelves;
static size_t shelf_count, frame_count;

static uint64_t hash_of(const uint8_t *bytes, size_t size) {
    uint64_t hash = size * 0x9E3779B97F4A7C15ull, part;
    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy(&part, bytes, 8);
        hash = (hash ^ part) * 0xD6E8FEB86659FD93ull, hash ^= hash >> 32;
    }
    part = 0;
    memcpy(&part, bytes, size);
    hash = (hash ^ part) * 0xD6E8FEB86659FD93ull;
    return hash ^ hash >> 32;
}

static void widen_shelves(void) {
    size_t wider = shelf_count ? shelf_count * 4 : 4096;
    Frame **fresh = calloc(wider, sizeof *fresh);
    if (!fresh) give_up("there is no memory left");
    for (size_t i = 0; i < shelf_count; i++)
        for (Frame *frame = shelves[i], *next; frame; frame = next) {
            next = frame->next, frame->next = fresh[frame->hash % wider], fresh[frame->hash % wider] = frame;
        }
    free(shelves);
    shelves = fresh, shelf_count = wider;
}

/* What was packed without anything that came before it. */
static void unpack(Frame *frame) {
    static z_stream stream;
    static const uint8_t tail[4] = {0, 0, 0xff, 0xff};
    static bool begun;
    if (!begun && inflateInit2(&stream, -15) != Z_OK) give_up("zlib does not start");
    begun = true, inflateReset(&stream);
    size_t room = frame->size * 4 + 1024, at = 0;
    frame->text = more(NULL, room);
    for (int part = 0; part < 2; part++) {
        stream.next_in = part ? (uint8_t *)tail : frame->bytes, stream.avail_in = part ? 4 : frame->size;
        do {
            if (room - at < 1024) frame->text = more(frame->text, room *= 2);
            stream.next_out = (uint8_t *)frame->text + at, stream.avail_out = room - at - 1;
            if (inflate(&stream, Z_SYNC_FLUSH) == Z_DATA_ERROR) give_up("a frame cannot be unpacked");
            at = room - 1 - stream.avail_out;
        } while (stream.avail_in || !stream.avail_out);
    }
    frame->text[frame->length = at] = 0;
}

static bool begins(const Frame *frame, const char *with) { return !strncmp(frame->text, with, strlen(with)); }

static Event event_of(const Frame *frame) {
    if (!begins(frame, "42[")) return PACKET;
    if (begins(frame, "42[\"patch\"")) return PATCH;
    if (begins(frame, "42[\"view\"")) return VIEW;
    if (begins(frame, "42[\"tally\"")) return TALLY;
    if (begins(frame, "42[\"snapshot\"")) return SNAPSHOT;
    return begins(frame, "42[\"out\"") ? OUT : OTHER;
}

static Channel channel_of(const Frame *frame) {
    static const char *const names[] = {[FLOOR] = "\"channel\":\"floor\"", [STAGE] = "\"channel\":\"stage\"",
                                        [CONSOLE] = "\"channel\":\"console\""};
    size_t head = frame->length < 80 ? frame->length : 80;
    for (Channel channel = FLOOR; channel <= CONSOLE; channel++)
        if (holds(frame->text, head, names[channel])) return channel;
    return NOWHERE;
}

static Frame *understood(Frame *frame) {
    if (frame->packed) unpack(frame);
    else frame->text = (char *)frame->bytes, frame->length = frame->size;
    frame->event = event_of(frame), frame->channel = channel_of(frame), frame->key = -1;
    return frame;
}

static Frame *frame_of(const uint8_t *bytes, size_t size, bool packed) {
    if (frame_count >= shelf_count) widen_shelves();
    uint64_t hash = hash_of(bytes, size);
    for (Frame *known = shelves[hash % shelf_count]; known; known = known->next)
        if (known->hash == hash && known->size == size && known->packed == packed && !memcmp(known->bytes, bytes, size))
            return known;
    Frame *frame = more(NULL, sizeof *frame + size + 1);
    *frame = (Frame){.next = shelves[hash % shelf_count], .hash = hash, .size = size, .packed = packed};
    memcpy(frame->bytes, bytes, size), frame->bytes[size] = 0;
    frame_count++;
    return understood(shelves[hash % shelf_count] = frame);
}

/* How many the stage or the floor says have answered; -1 where it says nothing of that. */
static long count_in(Frame *frame) {
    if (frame->key != key_no) {
        frame->key = key_no;
        frame->count = count_key[0] ? number_behind(frame->text, frame->length, count_key, -1) : -1;
    }
    return frame->count;
}

static void remember(Phone *p, Frame *frame) {
    if (p->heard_count == p->heard_room)
        p->heard = more(p->heard, (p->heard_room = p->heard_room ? p->heard_room * 2 : 8) * sizeof *p->heard);
    p->heard[p->heard_count++] = frame;
}

/* Only what was heard since a phone last sat down is kept. */
static void forget_before_last_sit(Phone *p) {
    size_t from = p->heard_count;
    while (from && p->heard[from - 1]) from--;
    from -= from > 0;
    memmove(p->heard, p->heard + from, (p->heard_count -= from) * sizeof *p->heard);
}

static void clear_shelves(void) {
    for (Phone *p = phones; p <= phones + hall.phones; p++)
        for (size_t i = 0; i < p->heard_count; i++)
            if (p->heard[i]) p->heard[i]->used = true;
    for (size_t i = 0; i < shelf_count; i++)
        for (Frame **at = &shelves[i], *frame; (frame = *at);) {
            if (frame->used) {
                frame->used = false, at = &frame->next;
                continue;
            }
            *at = frame->next, frame_count--;
            if (frame->packed) free(frame->text);
            free(frame);
        }
}
