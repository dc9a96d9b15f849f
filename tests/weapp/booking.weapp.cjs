'use strict'
/** From home to booked inside the mini-program, with WeChat's log-in and phone number on the way. */

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const id = (n) => `01J0000000000000000000${String(n).padStart(4, '0')}`

const store = {
  ...{ id: id(201), name: '浦东店', kind: 'dealer', city: '上海', address: '张杨路 1288 号', phone: '021-58001288' },
  ...{ latitude: 31.23, longitude: 121.53, today, todayHours: { opensMinute: 510, closesMinute: 1080 } },
}
const service = {
  ...{ id: id(301), code: 'B1', name: '更换前刹车片', category: 'brake', description: '含材料' },
  ...{ bayMinutes: 90, priceFen: 86_000, fuels: [], isBookable: true },
}
const car = {
  ...{ id: id(101), plate: '沪AD12345', maskedVin: null, brand: '特斯拉', model: 'Model 3', fuel: 'bev' },
  ...{ mileageKm: null, isDefault: true, version: 1, doubts: [] },
}
const profile = { id: id(1), name: null, maskedPhone: '138****8000', hasWechat: true }
const tokens = { accessToken: 'access', accessExpiresAt: '2099-01-01T00:00:00.000Z', refreshToken: 'refresh' }
const booked = {
  ...{ id: id(401), number: 'BK7QK2M9XD', state: 'placed', version: 1, storeId: store.id, storeName: store.name },
  ...{ storePhone: store.phone, storeAddress: store.address, serviceName: service.name },
  services: [{ id: service.id, name: service.name, priceFen: 86_000 }],
  ...{ priceFen: 86_000, vehicleId: car.id, plate: car.plate, vehicleName: '特斯拉 Model 3', day: today, minute: 570 },
  ...{
    endMinute: 660,
    ready: null,
    startsAt: `${today}T01:30:00.000Z`,
    remark: '',
    cancelUntil: null,
    lateMinutes: null,
  },
  closingNote: null,
  ...{ handover: 'wait', delayMinutes: null, depositFen: 0, proposals: [] },
  createdAt: `${today}T00:00:00.000Z`,
}
const slot = (minute) => ({ minute, level: 'plenty', free: 3, percentOff: 0, recommended: null, limit: null })
const held = { holdId: id(501), heldUntil: new Date(Date.now() + 600_000).toISOString() }

/** A server that knows one store, one service and one owner; `state` is what the scenario may change. */
function createServer(state) {
  const answers = {
    'GET /api/stores': () => [store],
    [`GET /api/stores/${store.id}/services`]: () => [service],
    'GET /api/slot-page': () => ({
      ...{ today, visitMinutes: 90, priceFen: 86_000, offPeak: [] },
      days: [{ day: today, note: '元旦', first: 570, most: 3, cars: state.cars, limits: '..........', best: [] }],
    }),
    'GET /api/slots': () => ({ day: today, isOpen: true, note: null, visitMinutes: 90, slots: [slot(840)] }),
    'GET /api/mobility-offers': () => ({
      hasFetch: false,
      fetchFrom: null,
      hasReturn: false,
      returnBy: null,
      hasLoaner: false,
    }),
    'GET /api/me/usual-advisor': () => ({ usual: null }),
    [`GET /api/me/bookings/${booked.id}/shares`]: () => ({ open: 0, until: `${today}T16:00:00.000Z` }),
    [`POST /api/me/bookings/${booked.id}/shares`]: () => ({ token: 'T'.repeat(32), until: `${today}T16:00:00.000Z` }),
    'GET /api/me/vehicles': () => [car],
    'GET /api/me/bookings': () => ({ items: [], next: null }),
    [`GET /api/me/bookings/${booked.id}`]: () => ({ ...booked, state: state.bookingState }),
    'POST /api/booking-holds': () => held,
    [`DELETE /api/booking-holds/${held.holdId}`]: () => ({}),
    'POST /api/bookings': () => booked,
    'POST /api/owner-sessions/wechat': () => ({ ...tokens, profile: { ...profile, maskedPhone: null } }),
    'POST /api/me/phone': () => ({ ...tokens, profile }),
  }
  return (options) => {
    const call = `${options.method} ${options.url.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*/, '')}`
    state.sent.push({ call, body: options.data && JSON.parse(options.data), header: options.header })
    const data = answers[call]?.()
    setTimeout(() => {
      const answer = data === undefined ? { statusCode: 404, data: {} } : { statusCode: 200, data }
      options.success?.({ ...answer, header: {}, errMsg: 'request:ok' })
      options.complete?.({})
    }, 2)
    return { abort() {} }
  }
}

/** One live socket; `say` speaks as the server. */
function createLive() {
  const handlers = {}
  const live = { sent: [], say: (message) => handlers.message({ data: JSON.stringify(message) }) }
  live.connect = (options) => {
    setTimeout(() => options.success?.({ errMsg: 'connectSocket:ok' }), 1)
    const task = {
      readyState: 0,
      onOpen: (f) => (handlers.open = f),
      onMessage: (f) => (handlers.message = f),
      onClose: () => undefined,
      onError: () => undefined,
      close: () => undefined,
      send: ({ data }) => {
        live.sent.push(JSON.parse(data))
        if (live.sent.at(-1).type === 'hello') setTimeout(() => live.say({ type: 'ready' }), 1)
      },
    }
    setTimeout(() => {
      task.readyState = 1
      handlers.open?.({})
    }, 10)
    return task
  }
  return live
}

const ok = (options) => options.success?.({ errMsg: 'ok' })

/** What a finger and an eye can do with an app: open, read, tap. */
function hands(app) {
  const { text, find, findAll, fire, until, calls } = app
  const touchable = (node) => node.tag === 'wx-button' || /^(button|link|tab|radio|checkbox)$/.test(node.attr?.ariaRole)
  const urls = (name) => calls.filter(([called]) => called === name).map(([, options]) => options.url)
  const words = (page) => text(app.render(page))
  const named = (page, word) =>
    findAll(app.render(page), (node) => touchable(node) && (node.attr.ariaLabel ?? text(node)).includes(word)).at(-1)
  return {
    words,
    named,
    sees: (page, word) => until(() => words(page).includes(word), `the page says ${word}`),
    tap: async (page, word) => fire(page, await until(() => named(page, word), `something named ${word}`), 'tap'),
    write: (page, value) =>
      fire(
        page,
        find(app.render(page), (node) => node.tag === 'wx-textarea'),
        'input',
        { value },
      ),
    /** Opens the page that the app went to last, as soon as its address contains `part`. */
    async follow(part, name = 'navigateTo') {
      const url = await until(() => urls(name).findLast((candidate) => candidate.includes(part)), `${name} ${part}`)
      const [path, query] = url.split('?')
      return app.open(path.slice(1), Object.fromEntries(new URLSearchParams(query)))
    },
  }
}

module.exports = async function booking({ createWeapp, assert }) {
  const state = { sent: [], bookingState: 'placed', cars: '3--------3' }
  const live = createLive()
  const goBack = (options) => {
    app.back()
    ok(options)
  }
  const app = createWeapp({
    request: createServer(state),
    connectSocket: live.connect,
    login: (options) => options.success({ code: 'wx-code', errMsg: 'login:ok' }),
    ...{ navigateTo: ok, redirectTo: ok, switchTab: ok, showToast: ok, navigateBack: goBack, addPhoneCalendar: ok },
  })
  const { words, named, sees, tap, write, follow } = hands(app)
  const asked = (call) => state.sent.filter((request) => request.call === call)

  const home = app.open('pages/home/index')
  await sees(home, '预约服务')
  assert.deepEqual(state.sent, [], 'home asks for nothing of an owner who is not logged in')
  await tap(home, '预约服务')

  const services = await follow('service')
  await sees(services, '更换前刹车片')
  assert.match(words(services), /浦东店/)
  await tap(services, '更换前刹车片')

  const slots = await follow('slot')
  await sees(slots, '上午')
  assert.match(words(slots), /元旦/)
  await tap(slots, '14:00')
  await sees(slots, '今天 14:00')
  await app.until(() => live.sent.some(({ type }) => type === 'follow'))
  assert.deepEqual(live.sent[0], { type: 'hello', token: null })
  state.cars = '0--------3'
  live.say({ type: 'changed', topic: { kind: 'slots', storeId: store.id, day: today } })
  await sees(slots, '刚被约走')
  assert.equal(named(slots, '14:00').attr.ariaChecked, 'true', 'the choice stays')
  await tap(slots, '下一步')

  const confirm = await follow('confirm')
  await sees(confirm, '¥860 起')
  write(confirm, '刹车有异响')
  assert.ok(!state.sent.some(({ call }) => call.includes('/api/me')), 'nothing needed a log-in so far')
  await tap(confirm, '确认预约')

  const login = await follow('login')
  await tap(login, '我已阅读并同意')
  await app.until(() => named(login, '我已阅读并同意').attr.ariaChecked === 'true')
  await tap(login, '微信')
  await sees(login, '手机号')
  await app.until(() => named(login, '微信')?.attr.openType?.includes('getPhoneNumber'))
  app.fire(login, named(login, '微信'), 'getphonenumber', { code: 'phone-code', errMsg: 'getPhoneNumber:ok' })
  await sees(confirm, '沪A·D12345')
  assert.equal(asked('POST /api/owner-sessions/wechat')[0].body.code, 'wx-code')
  assert.equal(asked('POST /api/me/phone')[0].body.code, 'phone-code')
  assert.equal(asked('POST /api/bookings').length, 0, 'the owner confirms what can be read')
  await sees(confirm, '为您保留')

  await tap(confirm, '确认预约')
  await tap(confirm, '确认预约')
  const result = await follow('result', 'redirectTo')
  await sees(result, '已提交，等待门店确认')
  const [placed, ...more] = asked('POST /api/bookings')
  assert.deepEqual(more, [], 'two taps book once')
  assert.equal(placed.header.authorization, 'Bearer access')
  assert.match(placed.body.requestId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(placed.body.remark, '刹车有异响')
  assert.deepEqual(placed.body.serviceIds, [service.id])
  assert.equal(placed.body.holdId, held.holdId)
  assert.equal(asked(`DELETE /api/booking-holds/${held.holdId}`).length, 0, 'what was booked is not given back')
  assert.equal(placed.body.minute, 840)

  state.bookingState = 'confirmed'
  await app.until(() => live.sent.some(({ topic }) => topic?.kind === 'mine'))
  live.say({ type: 'changed', topic: { kind: 'mine' }, bookingId: booked.id })
  await sees(result, '预约已确认')

  // WeChat asks for few and small updates; these are six screens with all their changes.
  const { setDataCalls, setDataBytes } = app.stats()
  assert.ok(setDataCalls <= 150, `setData was called ${setDataCalls} times`)
  assert.ok(setDataBytes <= 256 * 1024, `setData moved ${setDataBytes} bytes`)

  // After the measuring: what is done with a booking once a week, not on the way to it.
  await tap(result, '加到日历')
  const [, event] = await app.until(() => app.calls.find(([name]) => name === 'addPhoneCalendar'), 'a calendar entry')
  assert.equal(event.startTime, Date.parse(booked.startsAt) / 1000)
  assert.equal(event.alarmOffset, 7200)
  await tap(result, '分享给家人')
  await sees(result, '不会看到您的姓名')
  await tap(result, '生成分享链接')
  const send = await app.until(() => named(result, '发送给家人'), 'the button that WeChat sends with')
  assert.equal(send.attr.openType, 'share')
}
