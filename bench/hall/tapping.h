/* Taps: one move of one phone after another, from a template. */

/* The choice with this number in `a|b|c}`, and where the text goes on. */
static const char *one_of(const char *from, unsigned number, const char **choice, int *size) {
    const char *end = from + strcspn(from, "}");
    int choices = 1;
    for (const char *at = from; at < end; at++) choices += *at == '|';
    for (number %= choices; number; number--) from += strcspn(from, "|") + 1;
    *choice = from, *size = (int)strcspn(from, "|}");
    return *end ? end + 1 : end;
}

/* A move's JSON: %i who, %k which tap, %u an id never used before, %s the console's last step, %{a|b} one of these. */
static const char *filled_in(const char *template, int who, unsigned tap) {
    static char out[LONGEST];
    static unsigned ids;
    const char *choice;
    size_t at = 0;
    int size;
    while (*template && at < sizeof out - 100) {
        if (*template != '%' || !strchr("ikus{", template[1])) {
            out[at++] = *template++;
            continue;
        }
        char sort = template[1];
        template += 2;
        if (sort == 'i') at += sprintf(out + at, "%d", who);
        if (sort == 'k') at += sprintf(out + at, "%u", tap);
        if (sort == 's') at += sprintf(out + at, "%ld", steer);
        if (sort == 'u')
            at += sprintf(out + at, "%08x%08x%08x", (unsigned)(phase.began >> 16), (unsigned)getpid(), ids++);
        if (sort != '{') continue;
        template = one_of(template, tap, &choice, &size);
        at += snprintf(out + at, sizeof out - at, "%.*s", size, choice);
    }
    out[at] = 0;
    return out;
}

static Phone *next_to_tap(void) {
    for (int left = hall.phones; left; left--) {
        Phone *p = &phones[taps.next_phone];
        taps.next_phone = taps.next_phone % hall.phones + 1;
        if (p->stage == READY && !p->slow) return p;
    }
    return NULL;
}

static void tap(void) {
    Phone *p = next_to_tap();
    if (!p) {
        taps.wanted--;
        return;
    }
    unsigned no = taps.sent++;
    p->open_taps++;
    taps.sent_at[no] = now();
    if (hall.workshop)
        tell(p, "42%u[\"move\",%s]", taps.first_id + no, filled_in(taps.template, number_of(p), no));
    else tell(p, "42%u[\"vote\",{\"w\":\"ws1\",\"q\":3,\"o\":%u}]", taps.first_id + no, no % 5);
}

static void begin_taps(unsigned count, bool ticking) {
    taps.first_id += taps.sent;
    taps.sent = taps.answered = taps.accepted = taps.lost = taps.counted = 0;
    taps.wanted = count, taps.ticking = ticking, taps.base = stage_count;
    taps.acks.count = taps.shown.count = taps.delivery.count = taps.spread.count = 0;
    taps.sent_at = more(taps.sent_at, count * sizeof *taps.sent_at);
    taps.began = taps.last_ack = taps.last_counted = now(), taps.refusal[0] = 0;
    EACH_PHONE(p) p->delivered = 0, p->open_taps = 0;
}

static void plan_taps(unsigned count, double seconds) {
    uint64_t start = now();
    for (unsigned k = 0; k < count; k++) plan_for(start + (uint64_t)(seconds * SECOND * k / count), TAP, 0);
}
