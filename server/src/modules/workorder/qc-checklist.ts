/** One thing that the final check looks at. */
interface Point {
  readonly key: string
  readonly title: string
}

const points = (...list: readonly (readonly [string, string])[]): Point[] =>
  list.map(([key, title]) => ({ key, title }))

/** 质检清单: what is looked at on every car. Keys never change their meaning: they stand in records. */
export const carPoints = points(
  ['dash', '仪表无故障灯，功能自检正常'],
  ['leaks', '底部和机舱无渗漏'],
  ['tools', '工具、抹布、旧件已清出车辆'],
  ['clean', '内饰、方向盘、车身清洁无新增划痕'],
)

/** What is looked at for a job, by the skill it asks for. */
export const pointsBySkill: Readonly<Record<string, readonly Point[]>> = {
  quick: points(['level', '油液型号与液位正确'], ['torque', '放油螺栓、滤芯按扭矩紧固'], ['reset', '保养提示已复位']),
  engine: points(
    ['level', '油液型号与液位正确'],
    ['torque', '紧固件按扭矩紧固'],
    ['run', '怠速与加速无异响、无故障码'],
  ),
  chassis: points(
    ['torque', '底盘与制动紧固件按扭矩紧固'],
    ['brake', '制动行程、制动力正常'],
    ['noise', '路试无跑偏、无异响'],
  ),
  tyre: points(['torque', '轮胎螺栓按扭矩紧固'], ['pressure', '胎压符合标牌'], ['balance', '动平衡合格']),
  align: points(['angles', '四轮定位数据在标准内'], ['centre', '方向盘居中，直行不跑偏']),
  electric: points(['codes', '无故障码'], ['works', '所修电器功能正常'], ['fixed', '线束、插头固定到位']),
  ac: points(['cold', '出风口温度、压力正常'], ['leaks', '制冷剂无泄漏']),
  hv: points(
    ['insulation', '绝缘电阻合格'],
    ['sealed', '高压插头、维修开关锁止到位'],
    ['codes', '动力电池无故障码'],
    ['charge', '充电正常'],
  ),
  body: points(['gap', '板件间隙、面差均匀'], ['works', '车门机盖开闭正常']),
  paint: points(['colour', '色差、漆面平整'], ['edges', '无流挂、无飞漆']),
}

/** What is looked at for a job of which nobody has said more. */
export const anyJob = points(['done', '按工单要求完成，功能正常'], ['torque', '拆装部位紧固、复位'])

/** What is looked at besides for a job on which lives depend. */
export const safetyPoints = points(['safe', '制动、转向、高压功能复核正常'])
