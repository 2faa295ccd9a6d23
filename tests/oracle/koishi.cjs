// Koishi as a client of the practice platform. Says on standard output, one JSON object a line, what it saw; obeys a few
// words that it is sent. Usage: FENQUN_URL=ws://… FENQUN_TOKEN=… FENQUN_SELF=… node koishi.cjs
const { Context, Logger } = require('koishi')
const http = require('@koishijs/plugin-http')
const onebot = require('koishi-plugin-adapter-onebot')

Logger.levels.base = 1
// Koishi logs to standard output too; those lines are not JSON and are passed over by the test.
const tell = (what, more) => console.log(JSON.stringify({ what, ...more }))

const app = new Context({})
app.plugin(http.default ?? http)
app.plugin(onebot.default ?? onebot, {
  selfId: process.env.FENQUN_SELF,
  token: process.env.FENQUN_TOKEN,
  protocol: 'ws',
  endpoint: process.env.FENQUN_URL,
  retryTimes: 3,
  retryInterval: 200,
  retryLazy: 1000,
  responseTimeout: 10000,
  advanced: {},
})

app.on('login-updated', ({ bot }) => {
  if (bot.status === 1) tell('online', { self: bot.selfId, name: bot.user?.name ?? '' })
})
app.on('message', async (session) => {
  tell('message', {
    user: session.userId,
    name: session.username,
    group: session.isDirect ? '' : session.channelId,
    text: session.stripped.content,
    mention: session.stripped.atSelf,
    id: session.messageId,
  })
  const [word, ...rest] = session.stripped.content.trim().split(' ')
  try {
    if (word === 'say') await session.send(rest.join(' '))
    if (word === 'rename') await session.onebot.setGroupName(rest[0], rest.slice(1).join(' '))
    if (word === 'friends') {
      const list = await session.onebot.getFriendList()
      tell('friends', { names: list.map((one) => one.nickname) })
    }
  } catch (error) {
    tell('error', { message: String(error) })
  }
})
app.on('notice', (session) => tell('notice', { type: session.subtype ?? '' }))
process.on('SIGTERM', () => process.exit(0))
app.start().then(() => tell('started'))
