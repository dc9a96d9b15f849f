/** Where in a condition: `['all', 0, 'v']`. */
export type Path = readonly (string | number)[]

/** Why a condition is refused, in the words a business user reads. Codes are `rule.<reason>`. */
export const problemTexts = {
  'rule.not_a_condition': '条件不完整，请重新选择',
  'rule.unknown_key': '条件里有不认识的内容',
  'rule.empty_group': '条件组里至少要有一个条件',
  'rule.too_deep': '条件嵌套太深，最多 6 层',
  'rule.too_many_leaves': '条件太多，最多 60 个',
  'rule.bad_name': '字段或关联的名称不正确',
  'rule.unknown_op': '不支持这种比较方式',
  'rule.value_missing': '请填写要比较的值',
  'rule.value_unwanted': '这种比较方式不需要填写值',
  'rule.bad_value': '填写的值不正确',
  'rule.empty_list': '请至少选择一个值',
  'rule.list_too_long': '选择的值太多，最多 1000 个',
  'rule.too_many_values': '条件里的值太多，最多 10000 个',
  'rule.bad_duration': '时长不正确，应为不超过一百年的整数',
  'rule.bad_count': '次数应为不小于 0 的整数',
  'rule.unknown_field': '没有这个字段',
  'rule.forbidden_field': '没有权限使用这个字段',
  'rule.no_column': '这个字段不能用于筛选',
  'rule.unknown_relation': '没有这种关联记录',
  'rule.no_time': '这种关联记录没有时间，不能限定时段',
  'rule.op_not_allowed': '这个字段不能这样比较',
  'rule.wrong_type': '填写的值与字段的类型不符',
  'rule.unknown_option': '没有这个选项',
  'rule.bad_day': '日期不存在',
  'rule.bad_range': '起始值不能大于结束值',
  'rule.unit_not_allowed': '这里不能使用这个时长单位',
} as const

/** Never reworded, only added. */
export type ProblemCode = keyof typeof problemTexts

/** One thing that is wrong with a condition. */
export interface Problem {
  readonly code: ProblemCode
  readonly path: Path
  /** Chinese, for the person who edits the condition. */
  readonly message: string
}

export const problem = (code: ProblemCode, path: Path): Problem => ({ code, path, message: problemTexts[code] })
