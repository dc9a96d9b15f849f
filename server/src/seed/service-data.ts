import type { catalog } from '@pitlane/contract'
import type { Service } from '../modules/catalog/catalog.entity'
import { HV_CERTIFICATE } from './technician-data'

/** Cars with an engine, whatever else drives them. */
const combustion: catalog.Fuel[] = ['ice', 'hev', 'phev', 'erev']
/** Cars with a traction battery that plugs in. */
const plugIn: catalog.Fuel[] = ['bev', 'phev', 'erev']

interface ServiceData extends Omit<
  Service,
  'id' | 'sortOrder' | 'isActive' | 'version' | 'technicianCount' | 'certificate' | 'fuels'
> {
  readonly fuels?: catalog.Fuel[]
  /** Under high voltage: two people, both certified. */
  readonly isHighVoltage?: true
  /** How often owners book it, against the others. */
  readonly demand: number
}

export const certificateOf = (service: ServiceData): string | null => (service.isHighVoltage ? HV_CERTIFICATE : null)

type Line = readonly [
  code: string,
  name: string,
  bayType: Service['bayType'],
  minutes: number | null,
  skill: string,
  yuan: number,
]

const line = ([code, name, bayType, bayMinutes, skill, yuan]: Line) => ({
  ...{ code, name, bayType, bayMinutes, skill, priceFen: yuan * 100 },
})

/** In the order of the menu. Minutes follow DOMAIN §3.2. */
export const SERVICES: readonly ServiceData[] = [
  {
    ...line(['MAINT-S', '小保养', 'quick', 45, 'quick', 468]),
    ...{ category: 'maintenance', description: '更换机油和机油滤清器，附 26 项检查', fuels: combustion, demand: 16 },
  },
  {
    ...line(['MAINT-L', '大保养', 'mech', 90, 'engine', 1280]),
    ...{ category: 'maintenance', description: '机油、三滤、火花塞与全车油液检查', fuels: combustion, demand: 14 },
  },
  {
    ...line(['MAINT-EV', '新能源常规保养', 'quick', 45, 'quick', 298]),
    ...{ category: 'maintenance', description: '底盘、制动、冷却系统与充电口检查', fuels: plugIn, demand: 7 },
  },
  {
    ...line(['BRAKE-PAD-F', '更换前制动片', 'mech', 60, 'chassis', 680]),
    ...{ category: 'brake', description: '更换前轴制动片，测量制动盘厚度', demand: 8 },
  },
  {
    ...line(['BRAKE-PAD-R', '更换后制动片', 'mech', 60, 'chassis', 580]),
    ...{ category: 'brake', description: '更换后轴制动片，电子驻车复位', demand: 6 },
  },
  {
    ...line(['BRAKE-FLUID', '更换制动液', 'quick', 40, 'quick', 260]),
    ...{ category: 'brake', description: '检测含水量，更换制动液并排气', demand: 3 },
  },
  {
    ...line(['TYRE-2', '更换轮胎与动平衡（2 条）', 'quick', 45, 'tyre', 160]),
    ...{ category: 'tyre', description: '拆装两条轮胎并做动平衡，轮胎费用另计', demand: 5 },
  },
  {
    ...line(['TYRE-ROTATE', '轮胎换位', 'quick', 30, 'tyre', 80]),
    ...{ category: 'tyre', description: '四轮换位，校正胎压，检查胎纹深度', demand: 1 },
  },
  {
    ...line(['ALIGN-4', '四轮定位', 'align', 60, 'align', 320]),
    ...{ category: 'tyre', description: '跑偏、吃胎时检查并调整四轮定位，附数据单', demand: 6 },
  },
  {
    ...line(['BATTERY-12V', '检测更换 12V 蓄电池', 'quick', 20, 'quick', 720]),
    ...{ category: 'electric', description: '检测启动性能，需要时更换，含旧电池回收', demand: 1 },
  },
  {
    ...line(['HV-INSULATION', '高压绝缘检测', 'hv', 60, 'hv', 380]),
    ...{
      category: 'electric',
      description: '两名持证技师检测高压系统绝缘电阻',
      fuels: plugIn,
      isHighVoltage: true,
      demand: 5,
    },
  },
  {
    ...line(['HV-BATTERY', '动力电池健康检测', 'hv', 45, 'hv', 260]),
    ...{
      category: 'electric',
      description: '读取单体压差与容量，出具健康度报告',
      fuels: plugIn,
      isHighVoltage: true,
      demand: 6,
    },
  },
  {
    ...line(['HV-COOLANT', '更换三电冷却液', 'hv', 90, 'hv', 560]),
    ...{
      category: 'electric',
      description: '更换电池与电驱冷却液，排气并检漏',
      fuels: plugIn,
      isHighVoltage: true,
      demand: 5,
    },
  },
  {
    ...line(['AC-CLEAN', '空调清洗与滤芯', 'mech', 60, 'ac', 288]),
    ...{ category: 'comfort', description: '蒸发箱可视清洗，更换空调滤芯', demand: 7 },
  },
  {
    ...line(['THROTTLE', '节气门与进气道清洗', 'mech', 60, 'engine', 360]),
    ...{ category: 'maintenance', description: '怠速抖动、起步迟滞时清洗并匹配', fuels: combustion, demand: 4 },
  },
  {
    ...line(['SPARK', '更换火花塞', 'mech', 45, 'engine', 480]),
    ...{ category: 'maintenance', description: '更换一套铱金火花塞，检查点火线圈', fuels: combustion, demand: 3 },
  },
  {
    ...line(['DIAGNOSE', '故障诊断', 'mech', 60, 'electric', 200]),
    ...{ category: 'inspection', description: '故障灯、异响等问题的检测，维修另行报价', demand: 9 },
  },
  {
    ...line(['CHECK-TRIP', '出行安全检测', 'quick', 30, 'quick', 68]),
    ...{ category: 'inspection', description: '长途出行前检查轮胎、制动、灯光与油液', demand: 2 },
  },
  {
    ...line(['WASH-FINE', '精致洗车', 'wash', 20, 'quick', 60]),
    ...{ category: 'comfort', description: '外观清洗、内饰吸尘与玻璃清洁', demand: 1 },
  },
  {
    ...line(['BODY-ASSESS', '事故钣喷定损', 'body', null, 'body', 480]),
    ...{ category: 'inspection', description: '价格为单面起价，工期需到店定损后确定，请致电门店', demand: 0 },
  },
]
