// The peer without a framework: ws and better-sqlite3, prepared statements, WAL, and a reply only after its commit.
// BENCH_STORE=each commits every message; batch commits what came within BENCH_BATCH_MS, as fenqun's group commit does.
import Database from 'better-sqlite3'
import WebSocket from 'ws'
import { makeMatcher, replyOf, settings, tagsOf, tellPid } from './work.js'

const match = makeMatcher()
const db = openDatabase()
const insertMessage = db.prepare('insert or ignore into message (id, customer, at, text) values (?, ?, ?, ?)')
const seeCustomer = db.prepare(`insert into customer (id, first_seen, last_seen, messages) values (@id, @at, @at, 1)
  on conflict (id) do update set last_seen = excluded.last_seen, messages = messages + 1`)
const addTag = db.prepare('insert or ignore into customer_tag (customer, tag, since) values (?, ?, ?)')

function openDatabase() {
  const file = new Database(settings.db)
  file.pragma('journal_mode = WAL')
  file.pragma(`synchronous = ${settings.synchronous}`)
  file.exec(`
    create table if not exists message (
      id text primary key, customer text not null, at integer not null, text text not null);
    create table if not exists customer (
      id text primary key, first_seen integer not null, last_seen integer not null, messages integer not null
    ) without rowid;
    create table if not exists customer_tag (
      customer text not null, tag text not null, since integer not null,
      primary key (customer, tag)) without rowid;`)
  return file
}

// Answers which of the messages are new: a second delivery changes nothing and gets no reply.
const commit = db.transaction(messages => messages.filter(({ id, customer, at, text, rules }) => {
  if (insertMessage.run(id, customer, at, text).changes === 0) return false
  seeCustomer.run({ id: customer, at })
  for (const tag of tagsOf(rules)) addTag.run(customer, tag, at)
  return true
}))

let socket
let calls = 0
const call = (action, params) => socket.send(JSON.stringify({ action, params, echo: ++calls }))

function finish(messages) {
  for (const { customer, rules } of commit(messages)) {
    const reply = replyOf(rules)
    if (reply) call('send_private_msg', { user_id: Number(customer), message: [{ type: 'text', data: { text: reply } }] })
  }
}

let gathered = []
let timer
function flush() {
  clearTimeout(timer)
  timer = undefined
  const messages = gathered
  gathered = []
  finish(messages)
}

function take(message) {
  if (settings.store === 'each') return finish([message])
  gathered.push(message)
  if (gathered.length >= settings.batchMost) flush()
  else timer ??= setTimeout(flush, settings.batchMs)
}

function onFrame(frame) {
  const event = JSON.parse(frame)
  if (event.post_type !== 'message' || event.message_type !== 'private') return
  const text = event.message.map(({ type, data }) => (type === 'text' ? data.text : '')).join('')
  take({ id: String(event.message_id), customer: String(event.user_id), at: event.time, text, rules: match(text) })
}

function connect() {
  socket = new WebSocket(settings.url, {
    headers: { Authorization: `Bearer ${settings.token}` },
    perMessageDeflate: false,
  })
  socket.on('open', () => call('get_login_info', {}))
  socket.on('message', onFrame)
  socket.on('error', () => {}) // 'close' follows
  socket.on('close', () => setTimeout(connect, 200))
}

process.on('SIGTERM', () => {
  if (gathered.length) flush()
  db.close()
  process.exit(0)
})
tellPid()
connect()
