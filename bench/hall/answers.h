/* Small things that all chapters use, latencies, and the JSON that orders are answered with. */

static void give_up(const char *why) {
    printf("{\"error\":\"%s\"}\n", why);
    fflush(stdout);
    exit(1);
}

static void *more(void *old, size_t size) {
    void *found = realloc(old, size ? size : 1);
    if (!found) give_up("there is no memory left");
    return found;
}

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + t.tv_nsec;
}

static double own_cpu(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static double ms_between(uint64_t from, uint64_t to) { return to > from ? (double)(to - from) / MS : 0; }

static uint32_t chance(void) {
    static uint32_t state = 2463534242u;
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    return state;
}

static int number_of(const Phone *p) { return (int)(p - phones); }

static bool holds(const char *text, size_t length, const char *part) {
    return memmem(text, length, part, strlen(part)) != NULL;
}

/* The integer behind `"key":` the first time there is one, or `otherwise`. */
static long number_behind(const char *text, size_t length, const char *key, long otherwise) {
    char wanted[96];
    int size = snprintf(wanted, sizeof wanted, "\"%s\":", key);
    for (const char *end = text + length; (text = memmem(text, end - text, wanted, size));) {
        text += size;
        if ((*text >= '0' && *text <= '9') || *text == '-') return strtol(text, NULL, 10);
    }
    return otherwise;
}

static void note(Times *times, double ms) {
    if (times->count == times->room)
        times->ms = more(times->ms, (times->room = times->room ? times->room * 2 : 1024) * sizeof *times->ms);
    times->ms[times->count++] = (float)ms;
}

static int by_size(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double at_share(const Times *sorted, double share) {
    size_t rank = (size_t)ceil(share * sorted->count);
    return sorted->count ? sorted->ms[rank ? rank - 1 : 0] : 0;
}

static bool first_field = true;

__attribute__((format(printf, 1, 2))) static void field(const char *format, ...) {
    va_list given;
    va_start(given, format);
    putchar(first_field ? '{' : ',');
    vprintf(format, given);
    va_end(given);
    first_field = false;
}

static void text_field(const char *name, const char *text) {
    field("\"%s\":\"", name);
    for (; *text; text++)
        if (*text == '"' || *text == '\\') printf("\\%c", *text);
        else if (*text < ' ' || *text > '~') putchar(' '); /* it may have been cut in the middle of a letter */
        else putchar(*text);
    putchar('"');
}

static void times_field(const char *name, Times *times) {
    double sum = 0;
    qsort(times->ms, times->count, sizeof *times->ms, by_size);
    for (size_t i = 0; i < times->count; i++) sum += times->ms[i];
    field("\"%s\":{\"n\":%zu,\"mean\":%.3f,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"max\":%.3f}", name, times->count,
          times->count ? sum / times->count : 0, at_share(times, .5), at_share(times, .95), at_share(times, .99),
          at_share(times, 1));
    times->count = 0;
}

static void begin_phase(void) {
    phase.began = now(), phase.cpu = own_cpu();
    phase.frames = phase.bytes = 0;
    phase.wanted = phase.ready = phase.failed = phase.again = phase.deflated = 0;
    phase.whole.count = phase.page.count = phase.join.count = phase.socket.count = 0;
    phase.first_error[0] = 0;
}

static void end_phase(void) {
    double wall = ms_between(phase.began, now()) / 1000;
    field("\"generator_cpu_pct\":%.1f", wall > 0 ? 100 * (own_cpu() - phase.cpu) / wall : 0);
    field("\"frames\":%lu,\"gone\":%d", (unsigned long)phase.frames, gone);
    if (gone) text_field("why", why_gone);
    gone = 0, why_gone[0] = 0;
    printf("}\n");
    fflush(stdout);
    first_field = true;
}
