import { formatPhone, formatPlate, type settlement, type View, type workorder } from '@pitlane/contract'
import { billOf, declinedOf } from '../closing/bill'
import { words as inspectionWords } from '../inspection/words'
import { sayFen } from '../money'
import { FormLine } from './Paper'
import { paperDay } from './paper-day'
import { LabourLines, MaterialLines } from './SettlementLines'
import { SettlementMoney } from './SettlementMoney'
import { words } from './words'

type Sheet = View<typeof workorder.sheet>
interface Props {
  readonly sheet: Sheet
}

interface SheetProps extends Props {
  /** Undefined for those who may not see it. */
  readonly money: settlement.SettlementView | undefined
}

const NEW_ENERGY = ['bev', 'phev', 'erev', 'fcev']

const km = (value: number | null) => (value === null ? words.blank : inspectionWords.km(value))
const phoneOf = (phone: string | null) =>
  phone === null ? words.blank : phone.includes('*') ? phone : formatPhone(phone)

/** All legal fields (DOMAIN §2.10). What nobody has written down is left free for the pen. */
export function SettlementSheet({ sheet, money }: SheetProps) {
  const { detail } = sheet
  const bill = billOf(detail)
  return (
    <>
      <h1>{words.settlement}</h1>
      <p className="paper-number">{words.number(detail.number)}</p>
      <Parties sheet={sheet} />
      <h2>{words.labour}</h2>
      <LabourLines lines={bill.labour} sumFen={bill.labourFen} />
      <h2>{words.material}</h2>
      <MaterialLines lines={bill.material} sumFen={bill.materialFen} />
      <h2>{words.other}</h2>
      <p>{words.none}</p>
      <p className="paper-total">
        {words.total}：<b>{sayFen(detail.totalFen)}</b>
      </p>
      {money && <SettlementMoney view={money} />}
      <Terms sheet={sheet} />
      <Signatures />
    </>
  )
}

function Parties({ sheet }: Props) {
  const { detail, store } = sheet
  return (
    <table className="paper-form">
      <tbody>
        <FormLine
          cells={[
            [words.owner, detail.customerName],
            [words.sender, words.blank],
            [words.phone, phoneOf(detail.phone)],
          ]}
        />
        <FormLine
          cells={[
            [words.car, detail.carName],
            [words.plate, formatPlate(detail.plate)],
            [words.kind, words.blank],
          ]}
        />
        <FormLine
          cells={[
            [words.vin, detail.vin ?? words.blank],
            [words.engine, words.blank],
          ]}
        />
        <FormLine
          cells={[
            [words.company, store.name],
            [words.credit, store.creditCode ?? words.blank],
          ]}
        />
        <FormLine
          cells={[
            [words.contact, detail.advisorName ?? words.blank],
            [words.phone, store.phone],
          ]}
        />
        <FormLine cells={[[words.address, store.address]]} />
        <VisitLines sheet={sheet} />
      </tbody>
    </table>
  )
}

const VisitLines = ({ sheet }: Props) => (
  <>
    <FormLine
      cells={[
        [words.sentOn, paperDay(sheet.sentOn)],
        [words.leftOn, paperDay(sheet.leftOn)],
        [words.category, sheet.detail.isRework ? words.rework : words.blank],
      ]}
    />
    <FormLine
      cells={[
        [words.mileageIn, km(sheet.mileageIn)],
        [words.mileageOut, km(sheet.mileageOut)],
      ]}
    />
    <FormLine cells={[[words.standard, words.standardChoices]]} />
    <FormLine cells={[[words.fault, sheet.detail.fault]]} />
  </>
)

function oldPartsOf({ handover }: Sheet['detail']): string {
  return Object.entries(words.oldPartsOptions)
    .map(([name, label]) => `${handover?.oldParts === name ? '☑' : '□'} ${label}`)
    .join('　')
}

function Terms({ sheet }: Props) {
  const { detail, warranty } = sheet
  const declined = declinedOf(detail).map(({ name, isRiskAccepted }) => name + (isRiskAccepted ? words.riskKnown : ''))
  return (
    <table className="paper-form">
      <tbody>
        <FormLine cells={[[words.oldParts, oldPartsOf(detail)]]} />
        <FormLine cells={[[words.warranty, words.warrantyText(warranty.days, inspectionWords.km(warranty.km))]]} />
        <FormLine cells={[[words.nevWarranty, NEW_ENERGY.includes(detail.fuel) ? words.blank : words.none]]} />
        <FormLine cells={[[words.declined, declined.join('、') || words.none]]} />
      </tbody>
    </table>
  )
}

const Signatures = () => (
  <div className="paper-signs">
    <p>
      {words.signCustomer}
      <br />
      {words.date}
    </p>
    <p>
      {words.signStore}
      <br />
      {words.date}
    </p>
    <p className="paper-code">{words.survey}</p>
  </div>
)
