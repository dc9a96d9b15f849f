type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** A list is `a,b`; commas stay as they are, for WeChat hands a page its address undecoded. */
const encoded = (value: string | number | readonly string[]): string =>
  typeof value === 'object' ? value.map(encodeURIComponent).join(',') : encodeURIComponent(String(value))

function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query)
    .flatMap(([key, value]) => (value === undefined || value === '' ? [] : [`${key}=${encoded(value)}`]))
    .filter((pair) => !pair.endsWith('='))
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** What the owner has chosen so far; it travels in the address, so that a reload or a log-in loses nothing. */
export interface BookingQuery {
  readonly storeId?: string
  readonly serviceIds?: readonly string[]
  readonly vehicleId?: string
  /** Of the car: how long it takes and what it costs may depend on it. */
  readonly familyId?: string | undefined
  readonly day?: string
  readonly minute?: number
}

/** The address of every page. Tab pages (home, bookings, progress, me) are opened with switchTab and take no query. */
export const routes = {
  home: '/pages/home/index',
  bookings: '/pages/bookings/index',
  progress: '/pages/progress/index',
  me: '/pages/me/index',
  service: (query: BookingQuery = {}) => withQuery('/packages/booking/pages/service/index', { ...query }),
  slot: (query: BookingQuery) => withQuery('/packages/booking/pages/slot/index', { ...query }),
  /** The same page for another time of a booking. */
  reschedule: (bookingId: string) => withQuery('/packages/booking/pages/slot/index', { bookingId }),
  confirm: (query: BookingQuery) => withQuery('/packages/booking/pages/confirm/index', { ...query }),
  result: (bookingId: string) => withQuery('/packages/booking/pages/result/index', { bookingId }),
  detail: (bookingId: string) => withQuery('/packages/booking/pages/detail/index', { bookingId }),
  /** What a family member is sent. */
  shared: (token: string) => withQuery('/packages/booking/pages/shared/index', { token }),
  checkIn: '/packages/booking/pages/check-in/index',
  /** A car in the house, or what was done to it. */
  visit: (workorderId: string) => withQuery('/packages/visit/pages/progress/index', { workorderId }),
  history: (vehicleId: string) => withQuery('/packages/visit/pages/history/index', { vehicleId }),
  /** What a visit costs, and paying it. With an order the payment in it has just been left. */
  bill: (workorderId: string, orderId?: string) =>
    withQuery('/packages/pay/pages/bill/index', { workorderId, orderId }),
  receipt: (workorderId: string) => withQuery('/packages/pay/pages/receipt/index', { workorderId }),
  coupons: '/packages/coupon/pages/wallet/index',
  coupon: (couponId: string) => withQuery('/packages/coupon/pages/coupon/index', { couponId }),
  /** What a friend is sent, and what a store hands out. */
  couponLink: (token: string) => withQuery('/packages/coupon/pages/claim/index', { token }),
  staff: '/packages/staff/pages/work/index',
  staffLogin: '/packages/staff/pages/login/index',
  staffSync: '/packages/staff/pages/sync/index',
  staffJob: (jobId: string) => withQuery('/packages/staff/pages/job/index', { jobId }),
  staffAddon: (jobId: string) => withQuery('/packages/staff/pages/addon/index', { jobId }),
  staffCheck: (jobId: string) => withQuery('/packages/staff/pages/check/index', { jobId }),
  staffQc: (workorderId: string) => withQuery('/packages/staff/pages/qc/index', { workorderId }),
  staffScan: '/packages/staff/pages/scan/index',
  garage: '/packages/garage/pages/list/index',
  /** Without an id the page adds a car. */
  vehicle: (vehicleId?: string) => withQuery('/packages/garage/pages/edit/index', { vehicleId }),
  login: (needsPhone = false) =>
    withQuery('/packages/account/pages/login/index', { phone: needsPhone ? 1 : undefined }),
  messages: '/packages/account/pages/messages/index',
  privacy: '/packages/account/pages/privacy/index',
  settings: '/packages/account/pages/settings/index',
  reminders: '/packages/account/pages/reminders/index',
} as const
