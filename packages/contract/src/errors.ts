/**
 * Every code the API may answer with, its HTTP status and what the person reads. Codes are never reworded, only added.
 * The words say what happened, what is safe, and what to do next.
 */
export const errors = {
  'request.invalid': { status: 400, zh: '提交的内容有误，请检查后再试。' },
  'request.not_json': { status: 400, zh: '提交的内容无法识别，请检查后再试。' },
  'request.too_large': { status: 413, zh: '提交的内容太大，请精简后再试。' },
  'request.not_found': { status: 404, zh: '没有找到这个地址。' },
  'request.method_not_allowed': { status: 405, zh: '这个地址不支持该操作。' },
  'request.too_many': { status: 429, zh: '操作太频繁了，请稍后再试。' },
  'request.key_reused': { status: 409, zh: '这次提交与之前的不一致，请返回重新提交。' },
  'auth.required': { status: 401, zh: '请先登录。' },
  'auth.expired': { status: 401, zh: '登录已过期，请重新登录。' },
  'auth.forbidden': { status: 403, zh: '您没有进行此操作的权限。' },
  'auth.password_change_required': { status: 403, zh: '请先修改初始密码。' },
  'server.unexpected': { status: 500, zh: '系统出了点问题，您填写的内容没有提交。请稍后再试。' },
  'server.unavailable': { status: 503, zh: '服务正在重启或维护，请稍后再试。' },

  'identity.credentials_wrong': { status: 401, zh: '用户名或密码不正确。' },
  'identity.locked': { status: 423, zh: '密码连续输错次数过多，账号已暂时锁定，请 15 分钟后再试。' },
  'identity.password_weak': { status: 422, zh: '新密码至少 10 位，需同时包含字母和数字，且不能与原密码或用户名相同。' },
  'identity.sms_code_wrong': { status: 422, zh: '验证码不正确或已过期，请重新获取。' },
  'identity.sms_too_soon': { status: 429, zh: '验证码已发送，请稍后再获取。' },
  'identity.sms_unavailable': { status: 503, zh: '短信暂时发不出去，请稍后再试。' },
  'identity.wechat_code_invalid': { status: 422, zh: '微信登录信息已失效，请重试。' },
  'identity.wechat_unavailable': { status: 503, zh: '微信登录暂时不可用，请稍后重试。您已选择的内容会保留。' },
  'identity.wechat_blocked': { status: 403, zh: '微信认为此账号存在风险，暂不能登录，请联系门店。' },
  'identity.consent_required': { status: 422, zh: '请先阅读并同意最新的隐私保护指引。' },
  'identity.refresh_invalid': { status: 401, zh: '登录已失效，请重新登录。' },

  'store.not_found': { status: 404, zh: '没有找到这家门店。' },
  'store.day_unknown': { status: 404, zh: '这一天还没有开放预约。' },
  'store.day_has_bookings': { status: 409, zh: '这一天的新营业时间之外已有预约，请先处理这些预约。' },
  'store.roster_changed': { status: 409, zh: '工位或人员刚在别处修改过，已为您刷新，请核对后再保存。' },
  'store.policy_changed': { status: 409, zh: '产能策略刚在别处修改过，已为您刷新，请核对后再保存。' },
  'store.bay_not_found': { status: 404, zh: '没有找到这个工位，请刷新后再试。' },
  'store.bay_name_taken': { status: 409, zh: '本店已有同名工位（包括已停用的），请换一个名称。' },
  'store.technician_not_found': { status: 404, zh: '没有找到这位技师，请刷新后再试。' },
  'store.certificate_taken': { status: 409, zh: '这个证书编号已登记在其他人名下，请核对编号。' },
  'store.leave_not_found': { status: 404, zh: '没有找到这条请假记录，可能已被删除。' },
  'store.leave_overlaps': { status: 409, zh: '这位技师在这段时间已有请假记录，请核对日期和时间。' },
  'store.leave_past': { status: 422, zh: '只能登记今天和以后 90 天内的请假与班次。' },
  'catalog.service_changed': { status: 409, zh: '这个服务项目刚在别处修改过，已为您刷新，请核对后再保存。' },
  'catalog.service_not_found': { status: 404, zh: '没有找到这个服务项目。' },
  'catalog.service_not_bookable': { status: 422, zh: '这个项目暂不支持在线预约，请致电门店。' },
  'catalog.service_not_for_fuel': { status: 422, zh: '这个项目不适用于您的车型，请选择其他项目。' },

  'customer.phone_required': { status: 422, zh: '请先绑定手机号，方便门店与您联系。' },
  'vehicle.not_found': { status: 404, zh: '没有找到这辆车，请从车库中重新选择。' },
  'vehicle.plate_invalid': { status: 422, zh: '车牌号格式不正确，请检查后再试。' },
  'vehicle.vin_invalid': { status: 422, zh: '车架号应为 17 位字母和数字，不含 I、O、Q。' },
  'vehicle.vin_suspicious': { status: 422, zh: '车架号可能有误，请核对；确认无误请选择原因后继续。' },
  'vehicle.already_in_garage': { status: 409, zh: '这辆车已经在您的车库中。' },
  'vehicle.garage_full': { status: 422, zh: '车库已满，最多可添加 20 辆车。' },
  'vehicle.changed': { status: 409, zh: '这辆车的信息刚在别处修改过，已为您刷新到最新内容。' },
  'vehicle.has_booking': { status: 409, zh: '这辆车还有未完成的预约，请先取消预约。' },

  'booking.not_found': { status: 404, zh: '没有找到这个预约。' },
  'booking.slot_taken': { status: 409, zh: '这个时段刚被约走了。您的信息已保留，请从下面的时间里选一个。' },
  'booking.slot_past': { status: 422, zh: '这个时间已过或太近，请选择更晚的时间。' },
  'booking.slot_closed': { status: 422, zh: '门店在这个时间不营业，请选择其他时间。' },
  'booking.slot_too_far': { status: 422, zh: '暂不支持预约这么远的日期，请选择 30 天以内的时间。' },
  'booking.vehicle_booked': { status: 409, zh: '这辆车当天已有预约，可以先取消原预约再约新的时间。' },
  'booking.too_many': { status: 422, zh: '您有较多未完成的预约，请先完成或取消后再约。' },
  'booking.too_late_to_cancel': { status: 422, zh: '距预约时间不足 2 小时，请致电门店取消。' },
  'booking.state_changed': { status: 409, zh: '这个预约刚被处理过，已为您刷新到最新状态。' },
  'booking.too_late_to_change': { status: 422, zh: '距预约时间太近，请致电门店改约。' },
  'booking.late_told': { status: 409, zh: '您已经告知过晚到时间，如有变化请致电门店。' },
  'booking.no_room_today': { status: 409, zh: '今天已经排满，请改约其他时间。' },
  'booking.impact_changed': { status: 409, zh: '受影响的预约与您看到的不一致，没有保存。请重新核对后再保存。' },
  'booking.not_today': { status: 422, zh: '只能为今天的预约登记到店。' },

  'waitlist.not_found': { status: 404, zh: '没有找到这个候补。' },
  'waitlist.offer_over': { status: 409, zh: '为您保留的时间已经过了，候补仍在继续。' },
  'waitlist.too_many': { status: 422, zh: '您的候补较多，请先取消不需要的候补。' },

  'messaging.message_not_found': { status: 404, zh: '没有找到这条消息。' },
  'messaging.todo_not_found': { status: 404, zh: '没有找到这条电话待办。' },
  'messaging.todo_done': { status: 409, zh: '这个电话同事已经处理过了，已为您刷新。' },
} as const satisfies Record<string, { status: number; zh: string }>

export type ErrorCode = keyof typeof errors

/** RFC 9457 problem details, with our `code`, `requestId` and facts in `data`. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly requestId: string
  /** Facts for the caller, e.g. `fields` of a rejected form or `alternatives` of a taken slot. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** Codes every endpoint may answer with, so none of them lists these. */
export const isPlatformCode = (code: string): boolean => /^(auth|request|server)\./.test(code)
