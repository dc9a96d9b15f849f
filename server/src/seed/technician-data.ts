import type { Technician } from '../modules/store/store.entity'
import type { StoreKey } from './store-data'

/** 特种作业操作证（低压电工作业） */
export const HV_CERTIFICATE = 'low_voltage_electrician'

export interface TechnicianData {
  readonly name: string
  readonly level: Technician['level']
  readonly skills: readonly string[]
  readonly shift: 'early' | 'late'
  /** 0 Sunday … 6 Saturday. */
  readonly restDay: number
  /** Days from today through which the certificate is valid; negative when it has expired. */
  readonly certificateDays?: number
  /** Leave, in days from today: whole days unless it says from when to when. */
  readonly leaves?: readonly {
    readonly in: number
    readonly reason: string
    readonly minutes?: readonly [number, number]
  }[]
}

/** Work on a high-voltage car takes two certified people: rest days are set so that two are there every day. */
export const TECHNICIANS: Readonly<Record<StoreKey, readonly TechnicianData[]>> = {
  pudong: [
    {
      name: '周建国',
      level: 'senior_master',
      skills: ['engine', 'chassis', 'electric', 'hv'],
      shift: 'early',
      restDay: 1,
      certificateDays: 812,
    },
    {
      name: '陈志强',
      level: 'master',
      skills: ['engine', 'electric', 'ac', 'hv'],
      shift: 'late',
      restDay: 2,
      certificateDays: 406,
    },
    { name: '黄海涛', level: 'master', skills: ['chassis', 'align', 'tyre'], shift: 'early', restDay: 3 },
    {
      name: '徐文斌',
      level: 'senior',
      skills: ['electric', 'ac', 'hv'],
      shift: 'early',
      restDay: 4,
      certificateDays: 18,
    },
    {
      ...{ name: '沈浩', level: 'senior', skills: ['engine', 'chassis'], shift: 'late', restDay: 5 },
      leaves: [
        { in: 2, reason: '年假' },
        { in: 3, reason: '年假' },
      ],
    },
    {
      name: '顾明',
      level: 'senior',
      skills: ['electric', 'hv', 'quick'],
      shift: 'late',
      restDay: 5,
      certificateDays: 655,
    },
    {
      ...{ name: '陆晓东', level: 'intermediate', skills: ['quick', 'tyre', 'align'], shift: 'late', restDay: 1 },
      leaves: [{ in: 0, reason: '看病', minutes: [780, 1080] }],
    },
    { name: '吴俊杰', level: 'intermediate', skills: ['quick', 'chassis', 'ac'], shift: 'early', restDay: 2 },
    {
      name: '蒋伟',
      level: 'intermediate',
      skills: ['quick', 'electric', 'hv'],
      shift: 'early',
      restDay: 3,
      certificateDays: -21,
    },
    {
      ...{ name: '潘磊', level: 'intermediate', skills: ['engine', 'quick', 'ac'], shift: 'late', restDay: 4 },
      leaves: [{ in: -3, reason: '厂家培训' }],
    },
    { name: '朱雨欣', level: 'junior', skills: ['quick', 'tyre'], shift: 'early', restDay: 5 },
    { name: '范一鸣', level: 'apprentice', skills: ['quick'], shift: 'late', restDay: 3 },
  ],
  suzhou: [
    {
      name: '钱卫东',
      level: 'senior_master',
      skills: ['engine', 'chassis', 'hv'],
      shift: 'early',
      restDay: 1,
      certificateDays: 934,
    },
    {
      name: '孙立新',
      level: 'senior',
      skills: ['electric', 'ac', 'hv'],
      shift: 'late',
      restDay: 2,
      certificateDays: 247,
    },
    { name: '曹阳', level: 'senior', skills: ['chassis', 'align', 'tyre'], shift: 'early', restDay: 3 },
    {
      name: '严峰',
      level: 'intermediate',
      skills: ['electric', 'quick', 'hv'],
      shift: 'early',
      restDay: 4,
      certificateDays: 511,
    },
    {
      ...{ name: '华晓军', level: 'intermediate', skills: ['engine', 'quick', 'ac'], shift: 'late', restDay: 5 },
      leaves: [{ in: 1, reason: '调休', minutes: [510, 780] }],
    },
    { name: '金鑫', level: 'junior', skills: ['quick', 'tyre'], shift: 'early', restDay: 2 },
    { name: '陶思远', level: 'apprentice', skills: ['quick'], shift: 'late', restDay: 4 },
  ],
  // Closed on Mondays: everybody's day off.
  xuhui: [
    { name: '唐永年', level: 'master', skills: ['engine', 'chassis', 'ac', 'electric'], shift: 'early', restDay: 1 },
    { name: '何建平', level: 'intermediate', skills: ['quick', 'chassis', 'tyre'], shift: 'late', restDay: 1 },
    {
      ...{ name: '罗小虎', level: 'junior', skills: ['quick', 'electric'], shift: 'early', restDay: 1 },
      leaves: [{ in: 5, reason: '事假' }],
    },
  ],
}
