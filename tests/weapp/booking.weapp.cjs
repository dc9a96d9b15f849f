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
  ...{ storePhone: store.phone, storeAddress: store.address, serviceId: service.id, serviceName: service.name },
  ...{ priceFen: 86_000, vehicleId: car.id, plate: car.plate, vehicleName: '特斯拉 Model 3', day: today, minute: 570 },
  ...{ endMinute: 660, startsAt: `${today}T01:30:00.000Z`, remark: '', cancelUntil: null, closingNote: null },
  createdAt: `${today}T00:00:00.000Z`,
}
const slot = (minute, level) => ({ minute, level, free: level === 'full' ? 0 : 3, recommended: null })

/** A server that knows one store, one service and one owner; `state` is what the scenario may change. */
function createServer(state) {
  const answers = {
    'GET /api/stores': () => [store],
    [`GET /api/stores/${store.id}/services`]: () => [service],
    'GET /api/slot-days': () => ({
      today,
      days: [{ day: today, level: 'plenty', note: '元旦', earliestMinute: 570 }],
    }),
    'GET /api/slots': () => ({ day: today, isOpen: true, note: null, slots: state.slots }),
    'GET /api/me/vehicles': () => [car],
    'GET /api/me/bookings': () => ({ items: [], next: null }),
    [`GET /api/me/bookings/${booked.id}`]: () => ({ ...booked, state: state.bookingState }),
    'POST /api/bookings': () => booked,
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
    setTimeout(() => handlers.open?.({}), 10)
    return {
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
  }
  return live
}

const ok = (options) => options.success?.({ errMsg: 'ok' })
const last = (calls, name) => calls.filter(([called]) => called === name).at(-1)?.[1]?.url

module.exports = async function booking({ createWeapp, assert }) {
  const state = { sent: [], bookingState: 'placed', slots: [slot(570, 'plenty'), slot(600, 'few'), slot(840, 'plenty')] }
  const live = createLive()
  const app = createWeapp({
    request: createServer(state),
    connectSocket: live.connect,
    ...{ navigateTo: ok, redirectTo: ok, switchTab: ok, showToast: ok },
  })
  const { text, find, findAll, fire, until, calls } = app
  const words = (page) => text(app.render(page))
  const sees = (page, word) => until(() => words(page).includes(word), `the page says ${word}`)
  const named = (page, word) =>
    findAll(app.render(page), (node) => node.attr?.['data-sid'] && node.attr.ariaRole && text(node).includes(word)).at(-1)
  const tap = (page, word) => fire(page, named(page, word), 'tap')
  const parts = (url) => [url.split('?')[0].slice(1), Object.fromEntries(new URLSearchParams(url.split('?')[1]))]

  // Home: nobody is logged in, and nothing of an owner is asked for.
  const home = app.open('pages/home/index')
  await sees(home, '预约服务')
  tap(home, '预约服务')
  await until(() => last(calls, 'navigateTo'))
  assert.deepEqual(state.sent, [])

  // Store and service: the store is filled in, one tap goes on.
  const servicePage = app.open(...parts(last(calls, 'navigateTo')))
  await sees(servicePage, '更换前刹车片')
  assert.match(words(servicePage), /浦东店/)
  tap(servicePage, '更换前刹车片')
  await until(() => last(calls, 'navigateTo').includes('slot'))

  // Slots: live, and still without a log-in.
  const slotPage = app.open(...parts(last(calls, 'navigateTo')))
  await sees(slotPage, '上午')
  assert.match(words(slotPage), /元旦/)
  await until(() => live.sent.some((message) => message.type === 'follow'))
  assert.deepEqual(live.sent[0], { type: 'hello', token: null })
  tap(slotPage, '14:00')
  await sees(slotPage, '今天 14:00')
  state.slots = [slot(570, 'full'), slot(600, 'few'), slot(840, 'plenty')]
  live.say({ type: 'changed', topic: { kind: 'slots', storeId: store.id, day: today } })
  await sees(slotPage, '刚被约走')
  assert.equal(named(slotPage, '14:00').attr.ariaChecked, 'true')
  tap(slotPage, '下一步')
  await until(() => last(calls, 'navigateTo').includes('confirm'))

  // Confirm: only now a log-in.
  const confirmPage = app.open(...parts(last(calls, 'navigateTo')))
  await sees(confirmPage, '确认预约')
  assert.match(words(confirmPage), /¥860 起/)
  const box = find(app.render(confirmPage), (node) => node.tag === 'wx-textarea')
  fire(confirmPage, box, 'input', { value: '刹车有异响' })
  tap(confirmPage, '确认预约')
  await until(() => last(calls, 'navigateTo').includes('login'))
  assert.ok(state.sent.every(({ call }) => !call.includes('/api/me')))

  // Another page of the app logs the owner in; here its outcome is put where it would be kept.
  app.wx.setStorageSync('pitlane.session', { tokens, profile })
  const second = createWeapp({
    request: createServer(state),
    connectSocket: createLive().connect,
    ...{ navigateTo: ok, redirectTo: ok, switchTab: ok, showToast: ok },
    getStorageSync: (key) => (key === 'pitlane.session' ? { tokens, profile } : ''),
  })
  const again = second.open(...parts(last(calls, 'navigateTo').includes('login') ? confirmUrl(calls) : ''))
  await until(() => text(second.render(again)).includes('沪A·D12345'))
  const button = findAll(second.render(again), (node) => node.tag === 'wx-button').at(-1)
  second.fire(again, button, 'tap')
  second.fire(again, button, 'tap')
  await until(() => last(second.calls, 'redirectTo'))
  const posts = state.sent.filter(({ call }) => call === 'POST /api/bookings')
  assert.equal(posts.length, 1)
  assert.equal(posts[0].header.authorization, 'Bearer access')
  assert.match(posts[0].body.requestId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

  // Result: turns to confirmed.
  const resultPage = second.open(...parts(last(second.calls, 'redirectTo')))
  await until(() => text(second.render(resultPage)).includes('已提交，等待门店确认'))

  // WeChat asks for few and small updates: five screens with all their changes.
  const { setDataCalls, setDataBytes } = app.stats()
  assert.ok(setDataCalls < 120, `setData was called ${setDataCalls} times`)
  assert.ok(setDataBytes < 256 * 1024, `setData moved ${setDataBytes} bytes`)
}

/** The address with which the confirm page was opened. */
const confirmUrl = (calls) =>
  calls.filter(([name, options]) => name === 'navigateTo' && options.url.includes('confirm')).at(-1)[1].url
