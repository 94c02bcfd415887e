// Node's socket.io with its defaults. node bench/peers/node.js PORT SNAPSHOT_BYTES

import { createServer } from 'node:http';

import { Server } from 'socket.io';

const ROOM = 'hall';
const AROUND = 60; // characters of a tally beside its filling
const [port, bytes] = process.argv.slice(2).map(Number);
const snapshot = { title: 'A full hall', rest: 'x'.repeat(bytes) };
const now = { votes: 0, naive: 0, size: 0 };

const http = createServer();
const io = new Server(http, { serveClient: false });

const tell = (seq, size) => {
  const rest = 'x'.repeat(Math.max(size - AROUND, 0));
  io.to(ROOM).emit('tally', { ts: Number(process.hrtime.bigint()), seq, n: now.votes, rest });
};

const tick = ({ hz, secs, size }, done) => {
  const began = performance.now();
  const ticks = Math.floor(hz * secs);
  const next = (no) => {
    if (no === ticks) return done(ticks);
    tell(no, size);
    const due = began + ((no + 1) * 1000) / hz;
    return setTimeout(next, Math.max(due - performance.now(), 0), no + 1);
  };
  next(0);
};

io.on('connection', (socket) => {
  socket.join(ROOM);
  socket.emit('snapshot', snapshot);
  socket.on('vote', (data, answer) => {
    now.votes += 1;
    if (now.naive) tell(now.votes, now.size);
    answer({ ok: 1, n: now.votes });
  });
  socket.on('ctl', (data) => {
    if (data.cmd === 'coal') tick(data, (sent) => socket.emit('ctl_done', { sent }));
    else Object.assign(now, { naive: data.on, size: data.size });
  });
});

http.listen(port, '127.0.0.1', 4096);
