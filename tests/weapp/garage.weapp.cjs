'use strict'
/** A car is added inside the mini-program: with a plate that WeChat keeps, after its question about privacy, and by the keyboard. */

const profile = { id: '01J00000000000000000000001', name: '王先生', maskedPhone: '138****8000', hasWechat: true }
const tokens = { accessToken: 'access', accessExpiresAt: '2099-01-01T00:00:00.000Z', refreshToken: 'refresh' }

/** A server that keeps the cars it is given. */
function createServer(state) {
  const answers = {
    'GET /api/me/vehicles': () => state.cars,
    'POST /api/me/vehicles': ({ vin, ...body }) => {
      const car = { id: `01J0000000000000000000010${state.cars.length}`, ...body, maskedVin: vin, isDefault: true }
      state.cars.push({ ...car, version: 1, doubts: [] })
      return state.cars.at(-1)
    },
  }
  return (options) => {
    const call = `${options.method} ${options.url.replace(/^https?:\/\/[^/]+/, '')}`
    const body = options.data && JSON.parse(options.data)
    state.sent.push({ call, body })
    setTimeout(() => {
      const data = answers[call]?.(body)
      options.success?.({ statusCode: data ? 200 : 404, data, header: {}, errMsg: 'request:ok' })
      options.complete?.({})
    }, 2)
    return { abort() {} }
  }
}

/** WeChat as it is before the owner has agreed to the guide: a private API waits for the answer. */
function createPrivacy() {
  const privacy = { answers: [] }
  const onNeedPrivacyAuthorization = (listener) => (privacy.ask = listener)
  const chooseLicensePlate = () =>
    new Promise((resolve, reject) => {
      privacy.ask(
        (answer) => {
          privacy.answers.push({ ...answer })
          if (answer.event === 'agree') resolve({ plateNumber: '沪AD12345', errMsg: 'chooseLicensePlate:ok' })
          if (answer.event === 'disagree') reject(new Error('privacy permission is not authorized'))
        },
        { referrer: 'chooseLicensePlate' },
      )
    })
  return { privacy, wx: { onNeedPrivacyAuthorization, chooseLicensePlate } }
}

const ok = (options) => options.success?.({ errMsg: 'ok' })

module.exports = async function garage({ createWeapp, assert }) {
  const state = { sent: [], cars: [] }
  const { privacy, wx } = createPrivacy()
  const kept = new Map([['pitlane.session', { tokens, profile }]])
  const app = createWeapp({
    request: createServer(state),
    getStorageSync: (key) => kept.get(key) ?? '',
    setStorageSync: (key, value) => void kept.set(key, value),
    ...wx,
    ...{ navigateTo: ok, showToast: ok, setNavigationBarTitle: ok, pageScrollTo: ok },
    navigateBack: (options) => {
      app.back()
      ok(options)
    },
  })
  const { text, findAll, fire, until } = app
  const says = (page, words) => until(() => text(app.render(page)).includes(words), `the page says ${words}`)
  const touchable = (node) => node.tag === 'wx-button' || /^(button|link|radio)$/.test(node.attr?.ariaRole)
  const named = (page, name) =>
    findAll(app.render(page), (node) => touchable(node) && (node.attr.ariaLabel ?? text(node)).includes(name)).at(-1)
  const tap = async (page, name, event = 'tap') =>
    fire(page, await until(() => named(page, name), `something named ${name}`), event)
  const inputs = (page) => findAll(app.render(page), (node) => node.tag === 'wx-input')

  const list = app.open('packages/garage/pages/list/index')
  await says(list, '车库里还没有车')
  const form = app.open('packages/garage/pages/edit/index')

  await tap(form, '车牌号')
  await tap(form, '从微信选择车牌')
  await says(form, '用户隐私保护提示')
  await tap(form, '暂不同意')
  await until(() => !text(app.render(form)).includes('用户隐私保护提示'), 'the question goes away')
  assert.deepEqual(privacy.answers.at(-1), { event: 'disagree' })

  await tap(form, '从微信选择车牌')
  await says(form, '用户隐私保护提示')
  const agree = named(form, '同意')
  assert.equal(agree.attr.openType, 'agreePrivacyAuthorization')
  fire(form, agree, 'agreeprivacyauthorization')
  await until(() => named(form, '第 8 位，5'), 'the plate from WeChat is in the boxes')
  assert.deepEqual(privacy.answers.at(-1), { event: 'agree', buttonId: agree.attr.id })

  await tap(form, '删除')
  await until(() => named(form, '第 8 位，空'), 'the keyboard takes a character away')
  await tap(form, '6')
  await tap(form, '完成')
  await tap(form, '特斯拉')
  const [, model] = inputs(form)
  fire(form, model, 'input', { value: 'Model 3' })
  await tap(form, '纯电动')
  await until(() => named(form, '纯电动').attr.ariaChecked === 'true')
  await tap(form, '保存')

  await says(list, '沪A·D12346')
  const { body } = state.sent.find(({ call }) => call === 'POST /api/me/vehicles')
  const { plate, vin, brand, fuel } = body
  assert.deepEqual({ plate, vin, brand, fuel }, { plate: '沪AD12346', vin: null, brand: '特斯拉', fuel: 'bev' })
  assert.equal(body.model, 'Model 3')

  // The keyboard redraws at every key; WeChat asks for few and small updates.
  const { setDataCalls, setDataBytes } = app.stats()
  assert.ok(setDataCalls <= 60, `setData was called ${setDataCalls} times`)
  assert.ok(setDataBytes <= 128 * 1024, `setData moved ${setDataBytes} bytes`)
}
