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
  'store.outage_not_found': { status: 404, zh: '没有找到这条停用记录，可能已被删除。' },
  'store.outage_overlaps': { status: 409, zh: '这个工位在这段时间已有停用记录，请核对日期和时间。' },
  'store.outage_past': { status: 422, zh: '只能登记今天和以后 90 天内的停用时段。' },
  'store.staff_not_here': { status: 422, zh: '这位同事没有本店的岗位，请刷新后重新选择。' },
  'store.staff_linked': { status: 409, zh: '这个账号已关联到另一位技师，请先在那边取消关联。' },
  'store.leave_only_own': { status: 403, zh: '您只能为自己申请请假。账号还没有关联技师资料的，请联系负责人关联。' },
  'store.leave_asked': { status: 409, zh: '这位技师在这段时间已有待审批的请假申请，请勿重复提交。' },
  'store.leave_request_not_found': { status: 404, zh: '没有找到这条请假申请。' },
  'store.leave_request_changed': { status: 409, zh: '这条请假申请刚被处理过，已为您刷新到最新状态。' },
  'store.leave_own_request': { status: 403, zh: '不能审批自己提交或本人的请假申请，请由其他负责人处理。' },
  'store.todo_not_found': { status: 404, zh: '没有找到这条待办。' },
  'store.todo_done': { status: 409, zh: '这条待办已经处理过了，已为您刷新。' },
  'store.settings_changed': { status: 409, zh: '门店资料刚在别处修改过，已为您刷新，请核对后再保存。' },
  'store.has_bookings': { status: 409, zh: '这家门店还有未完成的预约，不能停业。请先处理这些预约。' },
  'catalog.service_changed': { status: 409, zh: '这个服务项目刚在别处修改过，已为您刷新，请核对后再保存。' },
  'catalog.service_not_found': { status: 404, zh: '没有找到这个服务项目。' },
  'catalog.service_code_taken': { status: 409, zh: '这个项目编码已被使用（包括已停用的项目），请换一个编码。' },
  'catalog.family_not_found': { status: 404, zh: '没有找到这个车系，可能已被删除，请刷新后再试。' },
  'catalog.family_changed': { status: 409, zh: '这个车系刚在别处修改过，已为您刷新，请核对后再保存。' },
  'catalog.family_taken': { status: 409, zh: '同一品牌下已有相同车型前缀的车系，请核对。' },
  'catalog.family_in_use': { status: 409, zh: '还有服务项目为这个车系设置了单独工时，请先删除这些设置。' },
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
  'booking.not_in_workshop': { status: 409, zh: '车辆还没有到店，或已经完工，不能调整工时。' },
  'booking.check_in_code_wrong': { status: 422, zh: '这不是本店的到店码，请扫描店内张贴的二维码。' },
  'booking.check_in_none': { status: 404, zh: '您今天在这家门店没有待到店的预约。如已到店，请直接联系前台。' },
  'booking.check_in_early': { status: 422, zh: '还没到签到时间，预约开始前 60 分钟内到店即可签到。' },
  'booking.check_in_unconfirmed': { status: 409, zh: '门店还没有确认这个预约，请直接联系前台，到店时间仍为您保留。' },
  'booking.share_too_many': { status: 422, zh: '这个预约分享得较多了，请先停止分享，再重新分享。' },
  'booking.share_over': { status: 404, zh: '这个分享已失效，请让家人重新分享。' },
  'booking.not_today': { status: 422, zh: '只能为今天的预约登记到店。' },

  'waitlist.not_found': { status: 404, zh: '没有找到这个候补。' },
  'waitlist.offer_over': { status: 409, zh: '为您保留的时间已经过了，候补仍在继续。' },
  'waitlist.too_many': { status: 422, zh: '您的候补较多，请先取消不需要的候补。' },

  'messaging.message_not_found': { status: 404, zh: '没有找到这条消息。' },
  'messaging.todo_not_found': { status: 404, zh: '没有找到这条电话待办。' },
  'messaging.todo_done': { status: 409, zh: '这个电话同事已经处理过了，已为您刷新。' },

  'mobility.no_driver': {
    status: 409,
    zh: '这个时间的取送车司机刚被约满，预约时间仍为您保留。您可以自行到店，或换个时间。',
  },
  'mobility.no_loaner': {
    status: 409,
    zh: '这个时间的代步车刚被约满，预约时间仍为您保留。您可以不用代步车继续预约，或换个时间。',
  },
  'mobility.trip_not_found': { status: 404, zh: '没有找到这个取送车单。' },
  'mobility.loaner_not_found': { status: 404, zh: '没有找到这个代步车单。' },
  'mobility.state_changed': { status: 409, zh: '这个单子刚在别处处理过，已为您刷新，请核对后再操作。' },
  'mobility.step_refused': { status: 409, zh: '现在不能做这一步，请刷新后核对状态。' },
  'mobility.driver_taken': { status: 409, zh: '这位司机在该时段已有安排或不当班，请换一位。' },
  'mobility.driver_left': { status: 422, zh: '司机已经出发，请致电门店取消。' },
  'mobility.nothing_to_agree': { status: 409, zh: '现在没有需要您确认的验车记录，请刷新后再看。' },
  'mobility.consent_missing': {
    status: 422,
    zh: '车主还没有确认验车记录。请车主在小程序确认，或登记车主签名后再出发。',
  },
  'mobility.km_unexplained': { status: 422, zh: '行驶里程超过允许范围，请填写原因后再提交。' },
  'mobility.code_wrong': { status: 422, zh: '交车码不正确，请与车主核对。输错 5 次后需登记收车人签名。' },
  'mobility.receiver_missing': { status: 422, zh: '请填写车主告知的交车码，或登记收车人签名。' },
  'mobility.car_taken': { status: 409, zh: '这辆代步车在该时段已有安排，请换一辆。' },
  'mobility.car_out': { status: 409, zh: '这辆代步车还没有归还，请先登记归还或换一辆。' },
  'mobility.licence_invalid': { status: 422, zh: '驾驶证有效期不足以覆盖用车时间，不能交车。' },
  'mobility.mileage_back': { status: 422, zh: '里程数小于上次登记的数值，请核对仪表后再填。' },
  'mobility.extension_invalid': { status: 422, zh: '新的归还时间应晚于原时间，且在 30 天以内。' },
  'mobility.resource_not_found': { status: 404, zh: '没有找到这位司机或这辆代步车，请刷新后再试。' },
  'mobility.resource_changed': { status: 409, zh: '这条资料刚在别处修改过，已为您刷新，请核对后再保存。' },
  'mobility.resource_busy': { status: 409, zh: '还有已安排的单子用到它，没有保存。请先改派这些单子。' },
  'mobility.phone_invalid': { status: 422, zh: '手机号格式不正确，请填写 11 位手机号。' },
  'mobility.plate_taken': { status: 409, zh: '本店已有这个车牌的代步车（包括已停用的），请核对。' },

  'files.not_found': { status: 404, zh: '没有找到这份照片或录音，它可能已过期，请重新添加。' },
  'files.link_over': { status: 410, zh: '这个链接已过期，请刷新页面后再看。' },
  'files.empty': { status: 422, zh: '没有收到内容，请重新添加。' },
  'files.not_a_photo': {
    status: 422,
    zh: '这不是可以添加的照片或录音，请选择 JPG、PNG 或 WebP 格式的照片，或重新录音。',
  },
  'files.heic': { status: 422, zh: '暂不支持 HEIC 格式，请选择 JPG 格式的照片，或截图后再添加。' },
  'files.broken': { status: 422, zh: '这份文件不完整或已损坏，请重新拍摄或录制。' },
  'files.too_large': { status: 413, zh: '照片超过 12 MB，请换一张小一些的。' },
  'files.too_many_pixels': { status: 422, zh: '照片的尺寸过大，请换一张 4000 万像素以内的。' },
  'files.voice_too_large': { status: 413, zh: '录音超过 2 MB，请录短一些。' },
  'files.voice_too_long': { status: 422, zh: '录音超过 60 秒，请录短一些。' },
  'files.voice_too_short': { status: 422, zh: '录音太短，没有听清，请再录一次。' },
  'files.too_many': { status: 422, zh: '最多可附 9 张照片和 1 段录音。' },
  'files.too_many_waiting': { status: 429, zh: '添加的照片太多了，请先提交已经添加的。' },
  'files.in_use': { status: 409, zh: '这份照片或录音已随预约提交，不能再删除。' },
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
