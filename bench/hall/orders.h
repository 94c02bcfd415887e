/* The orders: each carries out one line of standard input and says what came of it. */

/* Whoever is still on the way in when time is up has failed, and does not come in later in the middle of something. */
static void settle_by(uint64_t deadline) {
    if (until(all_settled, deadline)) return;
    forget_plan();
    for (Phone *p = phones; p <= phones + hall.phones; p++)
        if (p->stage > AWAY && p->stage < READY) p->tries = 1, lose(p, "not there when time was up");
}

static void share_field(const char *name, double per_second_of) {
    int count = ready_phones(false);
    field("\"%s\":%.1f", name, count && per_second_of > 0 ? phase.bytes / per_second_of / count : 0);
}

static char *copy_of(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    return copy && strcmp(copy, "-") ? copy : NULL;
}

static void order_console(char *rest) {
    Phone *p = CONSOLE_LINE;
    if (hall.workshop) {
        p->cookie = copy_of(strtok(rest, " ")), hall.run = copy_of(strtok(NULL, " "));
        hall.code = copy_of(strtok(NULL, " "));
        if (!p->cookie || !hall.run || !hall.code) give_up("console needs a cookie, a run and a code");
    }
    p->tries = 1, p->stage = AWAY, p->began = 0, phase.wanted = 1;
    come_in(p);
    settle_by(in_seconds(30));
    field("\"ready\":%d,\"failed\":%d", phase.ready, phase.wanted - phase.ready);
    text_field("first_error", phase.first_error);
}

static void order_arrive(char *rest) {
    double seconds = atof(rest);
    uint64_t start = now();
    EACH_PHONE(p) phase.wanted += p->stage != READY;
    int no = 0;
    EACH_PHONE(p) {
        if (p->stage == READY) continue;
        p->tries = hall.tries, p->began = 0, p->slow = p->was_slow = false;
        plan_for(start + (uint64_t)(seconds * SECOND * no++ / phase.wanted), COME, number_of(p));
    }
    settle_by(in_seconds(seconds + 60));
    field("\"ready\":%d,\"failed\":%d,\"again\":%d,\"deflated\":%d,\"took_ms\":%.1f", phase.ready,
          phase.wanted - phase.ready, phase.again, phase.deflated, ms_between(start, now()));
    times_field("each", &phase.whole);
    printf(",\"stages\":");
    first_field = true;
    times_field("page", &phase.page), times_field("join", &phase.join), times_field("socket", &phase.socket);
    putchar('}');
    share_field("bytes_per_phone", 1);
    text_field("first_error", phase.first_error);
}

static void order_drop(char *rest) {
    (void)rest;
    EACH_PHONE(p) hang_up(p), p->stage = AWAY, p->slow = false;
}

static void taps_fields(void) {
    times_field("acks", &taps.acks);
    field("\"taps\":%u,\"accepted\":%u,\"refused\":%u,\"lost\":%u", taps.sent, taps.accepted,
          taps.answered - taps.accepted, taps.sent - taps.answered);
    text_field("refusal", taps.refusal);
}

static void order_taps(char *rest) {
    unsigned count = strtoul(rest, &rest, 10);
    double seconds = strtod(rest, &rest);
    taps.template = rest + strspn(rest, " ");
    begin_taps(count, false);
    plan_taps(count, seconds);
    until(all_answered, in_seconds(seconds + 30));
    until(all_counted, in_seconds(count_key[0] ? 10 : 0));
    bool whole = taps.accepted && all_counted();
    taps_fields();
    times_field("counted", &taps.shown);
    field("\"last_ack_ms\":%.2f,\"stage_complete_ms\":", ms_between(taps.began, taps.last_ack));
    if (whole) printf("%.2f", ms_between(taps.began, taps.last_counted));
    else printf("null");
    field("\"took_ms\":%.1f", ms_between(taps.began, now()));
}

/* A peer tells nobody of a vote unless it was told to tell everybody of each. */
static void naive(bool on) {
    if (hall.workshop) return;
    tell(CONSOLE_LINE, "42[\"ctl\",{\"cmd\":\"naive\",\"on\":%d,\"size\":%d}]", on, hall.naive_size);
    until(NULL, in_seconds(0.2));
}

static void order_ticks(char *rest) {
    double hz = strtod(rest, &rest), seconds = strtod(rest, &rest);
    unsigned count = (unsigned)(hz * seconds);
    taps.template = rest + strspn(rest, " ");
    naive(true);
    begin_phase();
    begin_taps(count, true);
    plan_taps(count, seconds);
    until(NULL, in_seconds(seconds));
    share_field("bytes_per_phone_s", seconds);
    until(all_delivered, in_seconds(10));
    taps_fields();
    times_field("delivery", &taps.delivery), times_field("spread", &taps.spread);
    field("\"missing\":%lu", undelivered());
    taps.ticking = false;
    naive(false);
}

static void order_say(char *rest) {
    char *name = strtok(rest, " "), *screen = strtok(NULL, " "), *data = strtok(NULL, "");
    if (!name || !screen || CONSOLE_LINE->stage != READY) give_up("say needs a name, a screen and a console");
    said.shown.count = 0, said.waiting = true, said.ack_ms = -1, said.ok = false, said.refusal[0] = 0;
    said.missing = ready_phones(true);
    EACH_PHONE(p) p->shown = p->stage != READY;
    int told = ready_phones(false);
    said.at = now();
    tell(CONSOLE_LINE, "42%d[\"move\",{\"id\":\"%08x%016lx\",\"name\":\"%s\",\"screen\":\"%s\",\"data\":%s}]", SAY,
         (unsigned)getpid(), (unsigned long)said.at, name, strcmp(screen, "-") ? screen : "",
         filled_in(data ? data : "{}", 0, 0));
    until(said_and_shown, in_seconds(10));
    if (told) until(it_is_quiet, in_seconds(2));
    said.waiting = false;
    field("\"ok\":%s,\"ack_ms\":%.2f,\"missing\":%d", said.ok ? "true" : "false", said.ack_ms, said.missing);
    text_field("refusal", said.refusal);
    field("\"bytes_per_phone\":%.1f", told ? (double)phase.bytes / told : 0);
    times_field("shown", &said.shown);
}

/* With a small window, so that it is the server that has to wait, and not the kernel that swallows everything. */
static void order_slow(char *rest) {
    int from = hall.phones - atoi(rest);
    EACH_PHONE(p) {
        bool slow = number_of(p) > from;
        if (p->stage != READY || slow == p->slow) continue;
        p->slow = slow, p->was_slow |= slow;
        setsockopt(p->fd, SOL_SOCKET, SO_RCVBUF, &(int){slow ? 4096 : 131072}, sizeof(int));
        listen_for(p, (slow ? 0 : EPOLLIN) | (p->unsent_size ? EPOLLOUT : 0), EPOLL_CTL_MOD);
    }
    field("\"slow\":%d", ready_phones(false) - ready_phones(true));
}

static void order_idle(char *rest) {
    double seconds = atof(rest);
    until(NULL, in_seconds(seconds));
    share_field("bytes_per_phone_s", seconds);
    int count = ready_phones(false);
    field("\"frames_per_phone_s\":%.3f", count && seconds > 0 ? phase.frames / seconds / count : 0);
}

static void order_sit(char *rest) {
    (void)rest;
    for (Phone *p = phones; p <= phones + hall.phones; p++)
        if (p->stage == READY) forget_before_last_sit(p);
    clear_shelves();
    for (Phone *p = phones; p <= phones + hall.phones; p++)
        if (p->stage == READY && !p->slow) p->tries = 1, p->stage = SITTING, phase.wanted++, sit(p);
    settle_by(in_seconds(30));
    field("\"ready\":%d,\"failed\":%d,\"took_ms\":%.1f", phase.ready, phase.wanted - phase.ready,
          ms_between(phase.began, now()));
    share_field("bytes_per_phone", 1);
    text_field("first_error", phase.first_error);
}

static void write_phone(FILE *tape, Phone *p) {
    fprintf(tape, "phone %d %s", number_of(p), p->was_slow ? "slow" : "brisk");
    for (size_t i = 0; i < p->heard_count; i++) fprintf(tape, " %d", p->heard[i] ? p->heard[i]->no : -1);
    fputc('\n', tape);
}

static void order_tape(char *path) {
    int count = 0;
    FILE *tape = fopen(path, "w");
    if (!tape) give_up("the tape cannot be written there");
    for (size_t i = 0; i < shelf_count; i++)
        for (Frame *frame = shelves[i]; frame; frame = frame->next) {
            frame->no = count++;
            fprintf(tape, "%s\n", frame->text);
        }
    fputc('\n', tape);
    for (Phone *p = phones; p <= phones + hall.phones; p++)
        if (p->stage == READY && hall.workshop) write_phone(tape, p);
    if (fclose(tape)) give_up("the tape could not be written to its end");
    field("\"messages\":%d,\"phones\":%d", count, ready_phones(false));
}

/* Processor ticks that a process used so far, and its memory; whether it is there. */
static bool look_at(int process, unsigned long *used, long *kb) {
    char path[40], text[1024];
    unsigned long user, kernel;
    long pages;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file) fclose(file);
    text[size] = 0;
    char *name_end = strrchr(text, ')');
    const char *format = "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %*d %*d %*d %*u %*u %ld";
    if (!name_end || sscanf(name_end + 2, format, &user, &kernel, &pages) != 3) return false;
    *used = user + kernel, *kb = pages * (sysconf(_SC_PAGESIZE) / 1024);
    return true;
}

/* What a process used since the last look; of one that is new, nothing. */
static unsigned long used_since(int process, unsigned long used) {
    static struct { int process; unsigned long used; } known[MOST_WATCHED];
    for (int i = 0; i < MOST_WATCHED; i++) {
        if (known[i].process && known[i].process != process) continue;
        unsigned long before = known[i].process ? known[i].used : used;
        known[i].process = process, known[i].used = used;
        return used - before;
    }
    give_up("too many processes to look at");
    return 0;
}

static void order_cpu(char *rest) {
    static uint64_t looked;
    static double own;
    unsigned long used, all = 0;
    long kb, memory = 0;
    for (char *process = strtok(rest, " "); process; process = strtok(NULL, " "))
        if (look_at(atoi(process), &used, &kb)) all += used_since(atoi(process), used), memory += kb;
    double wall = looked ? ms_between(looked, now()) / 1000 : 0, mine = own_cpu();
    field("\"wall_s\":%.3f,\"server_cpu_pct\":%.1f,\"hall_cpu_pct\":%.1f,\"server_cpu_s\":%.2f,\"rss_kb\":%ld", wall,
          wall > 0 ? 100.0 * all / sysconf(_SC_CLK_TCK) / wall : 0, wall > 0 ? 100 * (mine - own) / wall : 0,
          (double)all / sysconf(_SC_CLK_TCK), memory);
    looked = now(), own = mine;
}

static void order_count(char *rest) {
    snprintf(count_key, sizeof count_key, "%s", rest);
    key_no++, stage_count = 0;
    if (hall.workshop && CONSOLE_LINE->stage == READY) {
        CONSOLE_LINE->stage = SITTING, CONSOLE_LINE->tries = 1, phase.wanted = 1;
        sit(CONSOLE_LINE);
        settle_by(in_seconds(30));
    }
    field("\"count\":%ld", stage_count);
}

static void order_coal(char *rest) {
    double hz = strtod(rest, &rest), seconds = strtod(rest, &rest);
    tell(CONSOLE_LINE, "42[\"ctl\",{\"cmd\":\"coal\",\"hz\":%g,\"secs\":%g,\"size\":%d}]", hz, seconds, atoi(rest));
}

static void order_size(char *rest) { hall.naive_size = atoi(rest); }
static void order_page(char *rest) { hall.page = atoi(rest); }
static void order_tries(char *rest) { hall.tries = atoi(rest); }
static void order_addresses(char *rest) { hall.addresses = atoi(rest) > 0 ? atoi(rest) : 1; }
static void order_reset(char *rest) { (void)rest; }

static const struct {
    const char *name;
    void (*carry_out)(char *rest);
} orders[] = {{"console", order_console}, {"arrive", order_arrive}, {"back", order_arrive}, {"drop", order_drop},
              {"taps", order_taps}, {"ticks", order_ticks}, {"say", order_say}, {"slow", order_slow},
              {"idle", order_idle}, {"sit", order_sit}, {"tape", order_tape}, {"cpu", order_cpu},
              {"count", order_count}, {"coal", order_coal}, {"size", order_size}, {"page", order_page},
              {"tries", order_tries}, {"addresses", order_addresses}, {"reset", order_reset}};

static void carry_out(char *line) {
    size_t size = strcspn(line, " ");
    char *rest = line[size] ? line + size + 1 : line + size;
    line[size] = 0;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (!strcmp(orders[i].name, line)) {
            begin_phase();
            forget_plan();
            orders[i].carry_out(rest);
            end_phase();
            return;
        }
    give_up("no such order");
}
