// The peer on Koishi 4: its OneBot adapter on a forward WebSocket, its ORM with the SQLite driver, and a plugin as a
// plugin's author writes it. Koishi's SQLite runs in WebAssembly and writes without fsync, so what it has "stored" does
// not outlive a power cut; nothing here makes it slower than it comes.
import { createRequire } from 'node:module'
import { makeMatcher, replyOf, settings, tagsOf, tellPid } from './work.js'

// All of Koishi as CommonJS: its OneBot adapter comes in no other form, and two copies of the core would not meet.
const require = createRequire(import.meta.url)
const { $, Context, Logger } = require('koishi')
const plugin = name => require(name).default ?? require(name)

// One customer's messages are handled one after another: two upserts of the same row at once would both insert.
function makeQueues() {
  const last = new Map()
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = mine.catch(() => {})
    last.set(key, settled)
    settled.then(() => last.get(key) === settled && last.delete(key))
    return mine
  }
}

const customers = {
  name: 'bench-customers',
  inject: ['database'],
  apply(ctx) {
    const match = makeMatcher()
    const inOrder = makeQueues()

    ctx.model.extend('message', { id: 'string', customer: 'string', at: 'timestamp', text: 'text' }, { primary: 'id' })
    ctx.model.extend('customer', { id: 'string', seen: 'timestamp', messages: { type: 'unsigned', initial: 0 } })
    ctx.model.extend('customer_tag', { customer: 'string', tag: 'string', since: 'timestamp' }, {
      primary: ['customer', 'tag'],
    })

    async function store({ id, customer, at, text, tags }) {
      await ctx.database.create('message', { id, customer, at, text })
      await ctx.database.upsert('customer', row => [{ id: customer, seen: at, messages: $.add(row.messages, 1) }])
      if (!tags.length) return
      const known = await ctx.database.get('customer_tag', { customer, tag: tags }, ['tag'])
      const fresh = tags.filter(tag => !known.some(row => row.tag === tag))
      if (fresh.length) await ctx.database.upsert('customer_tag', fresh.map(tag => ({ customer, tag, since: at })))
    }

    ctx.middleware(async (session, next) => {
      if (!session.isDirect) return next()
      const rules = match(session.content)
      await inOrder(session.userId, () => store({
        id: session.messageId,
        customer: session.userId,
        at: new Date(session.timestamp),
        text: session.content,
        tags: tagsOf(rules),
      }))
      const reply = replyOf(rules)
      if (reply) await session.send(reply)
    })
  },
}

Logger.levels.base = 1 // errors and successes, as in production
const app = new Context({})
app.plugin(plugin('@minatojs/driver-sqlite'), { path: settings.db })
app.plugin(plugin('@koishijs/plugin-http'))
app.plugin(plugin('koishi-plugin-adapter-onebot'), {
  selfId: '20002000',
  token: settings.token,
  protocol: 'ws',
  endpoint: settings.url,
  retryInterval: 200,
  retryTimes: 100,
  responseTimeout: 60000,
})
app.plugin(customers)

process.on('SIGTERM', async () => {
  const patience = new Promise(resolve => setTimeout(resolve, 2000))
  await Promise.race([app.stop(), patience]).catch(() => {})
  process.exit(0)
})
tellPid()
app.start()
