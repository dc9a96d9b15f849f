import type { Role } from '../modules/identity'
import type { StoreKey } from './store-data'
import { TECHNICIANS } from './technician-data'

export interface StaffData {
  /** 岗位, as people say it. */
  readonly post: string
  readonly name: string
  readonly username: string
  readonly password: string
  readonly role: Role
  readonly at: StoreKey | 'group' | 'shanghai'
  /** A fresh account: the first log-in asks for a new password. */
  readonly isNew?: true
  /** The reception lane where this person receives (接待顾问). */
  readonly lane?: string
  /** Works on cars: the technician of the same name. */
  readonly isTechnician?: true
}

/** One person per role in the flagship store, and whoever else the console needs to show its scopes. */
export const STAFF: readonly StaffData[] = [
  {
    ...{ post: '前台', name: '李静', username: 'qiantai', password: 'Pitlane2026qt', role: 'reception' },
    ...{ at: 'pudong', lane: '接待 2' },
  },
  { post: '服务经理', name: '王志远', username: 'jingli', password: 'Pitlane2026jl', role: 'svc_mgr', at: 'pudong' },
  { post: '店总', name: '张立群', username: 'dianzong', password: 'Pitlane2026dz', role: 'store_gm', at: 'pudong' },
  {
    ...{ post: '服务顾问', name: '刘晓东', username: 'guwen', password: 'Pitlane2026gw', role: 'advisor' },
    ...{ at: 'pudong', lane: '接待 1' },
  },
  { post: '车间派工', name: '赵强', username: 'paigong', password: 'Pitlane2026pg', role: 'dispatch', at: 'pudong' },
  {
    ...{ post: '技师', name: '周建国', username: 'jishi', password: 'Pitlane2026js', role: 'technician' },
    ...{ at: 'pudong', isTechnician: true },
  },
  { post: '质检', name: '孙涛', username: 'zhijian', password: 'Pitlane2026zj', role: 'qc', at: 'pudong' },
  { post: '收银', name: '周敏', username: 'shouyin', password: 'Pitlane2026sy', role: 'cashier', at: 'pudong' },
  { post: '客服', name: '吴婷', username: 'kefu', password: 'Pitlane2026kf', role: 'cs_agent', at: 'pudong' },
  {
    ...{ post: '前台', name: '钱莹', username: 'suzhou', password: 'Pitlane2026sz', role: 'reception' },
    ...{ at: 'suzhou', lane: '接待 1' },
  },
  { ...{ post: '前台', name: '何琳', username: 'xuhui', password: 'Pitlane2026xh', role: 'reception' }, at: 'xuhui' },
  { post: '区域运营', name: '冯海燕', username: 'quyu', password: 'Pitlane2026qy', role: 'group_ops', at: 'shanghai' },
  { post: '集团管理员', name: '郭明', username: 'admin', password: 'Pitlane2026ad', role: 'group_admin', at: 'group' },
  {
    ...{
      post: '新员工（首次登录需改密码）',
      name: '郑小雨',
      username: 'xinren',
      password: 'Pitlane2026xr',
      role: 'reception',
    },
    ...{ at: 'pudong', isNew: true },
  },
]

/** The technician of the list. */
export const MECHANIC = STAFF.find(({ isTechnician }) => isTechnician) as StaffData & { readonly at: StoreKey }

/** The other technicians: `jishi2` … of the flagship store, then those of the others. */
export const MECHANICS: readonly { readonly username: string; readonly name: string; readonly at: StoreKey }[] = (
  ['pudong', 'suzhou', 'xuhui'] as const
)
  .flatMap((at) => TECHNICIANS[at].map(({ name }) => ({ name, at })))
  .filter(({ name, at }) => name !== MECHANIC.name || at !== MECHANIC.at)
  .map((one, i) => ({ ...one, username: `jishi${i + 2}` }))
