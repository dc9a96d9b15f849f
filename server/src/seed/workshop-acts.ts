import { MINUTE_MS } from '@pitlane/kernel'
import { priceAddon, proposeAddon } from '../modules/workorder/addon.service'
import { authorise, ownerAuthorise } from '../modules/workorder/authorisation.service'
import { checkJob } from '../modules/workorder/checking.service'
import { handOver } from '../modules/workorder/delivery.service'
import { dispatch } from '../modules/workorder/dispatch.service'
import { inspect } from '../modules/workorder/inspection.service'
import { JobLine, PartLine } from '../modules/workorder/job.entity'
import { outsourceJob } from '../modules/workorder/outsourcing.service'
import { movePart } from '../modules/workorder/part.service'
import { readQcSheet } from '../modules/workorder/qc.queries'
import { judgeQc } from '../modules/workorder/qc.service'
import { saveQuote } from '../modules/workorder/quote.service'
import { isUndecided } from '../modules/workorder/rework'
import { decideRework } from '../modules/workorder/rework.service'
import { finishWash } from '../modules/workorder/wash.service'
import { Quote, Workorder } from '../modules/workorder/workorder.entity'
import { followBooking } from '../modules/workorder/workorder.service'
import { finishJob, pauseJob, startJob } from '../modules/workorder/working.service'
import { saveDraft } from '../modules/payment/drafting.service'
import { receive } from '../modules/payment/receiving.service'
import { settlementView } from '../modules/payment/settlement-view.queries'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import type { Dice } from './dice'
import type { Act, Timed } from './workshop-course'
import type { Car, Crew } from './workshop-crew'
import { AWAY_MINUTES, DAMAGES, FINDING, NEXT_HINTS, REJECTION, VALUABLES, VENDOR } from './workshop-data'
import type { Past } from './workshop-past'
import type { Album, PhotoShelf } from './workshop-photos'
import { findingLines, quoteOf } from './workshop-quote'

/** Brings cars through the workshop with the commands of the module, each at its own time. */
export class Driver {
  constructor(
    private readonly past: Past,
    private readonly shelf: PhotoShelf,
    private readonly album: Album,
    private readonly dice: Dice,
  ) {}

  async drive(car: Car, course: readonly Timed[]): Promise<void> {
    for (const { act, at } of course) {
      this.past.goTo(at)
      await this.acts[act](car, at)
    }
  }

  private readonly acts: Readonly<Record<Act, (car: Car, at: Date) => Promise<unknown>>> = {
    receive: ({ booking }) => followBooking(this.past.app, this.past.tx, booking.id),
    inspect: (car, at) => this.inspect(car, at),
    quote: (car, at) => this.quote(car, at),
    authorise: (car) => this.authorise(car),
    dispatch: (car) => this.dispatch(car),
    start: (car) => this.onJobs(car, (actor, id, order) => startJob(this.past.app, actor, id, order)),
    pause: (car) => this.pause(car, 'break', '午餐后继续'),
    wait: (car, at) => this.waitForParts(car, at),
    propose: (car, at) => this.propose(car, at),
    outsource: (car, at) => this.outsource(car, at),
    finish: (car, at) => this.finish(car, at),
    crossCheck: (car) => this.crossCheck(car),
    check: (car) => this.check(car),
    reject: (car, at) => this.reject(car, at),
    wash: async (car) => finishWash(...(await this.by(car, 'advisor')), { ...(await this.seen(car)), isWashed: true }),
    settle: (car) => this.settle(car),
    handOver: (car) => this.handOver(car),
  }

  private async by(car: Car, who: Exclude<keyof Crew, 'technicians'>) {
    return [this.past.app, car.crew[who], car.workorderId] as const
  }

  private async stands({ workorderId }: Car): Promise<Workorder> {
    const row = await this.past.tx.findOne(Workorder, { id: workorderId })
    if (!row) throw new Error('no work order')
    return row
  }

  private async seen(car: Car) {
    return { requestId: this.dice.uuid(), version: (await this.stands(car)).version }
  }

  /** All of it at once, and without coupons: the owners of the demonstration keep theirs. Cash is rare. */
  private async settle(car: Car): Promise<unknown> {
    const { app } = this.past
    const { cashier } = car.crew
    const { workorderId } = car
    const draft = { requestId: this.dice.uuid(), version: 0, discounts: [], payers: [], couponIds: [] }
    const bill = await settlementView(app, cashier, await saveDraft(app, cashier, workorderId, draft))
    const amountFen = bill.parts.find(({ payer }) => payer === 'owner')?.dueFen ?? 0
    const method = this.dice.pick(['pos', 'pos', 'pos', 'transfer', 'cash'] as const)
    const requestId = this.dice.uuid()
    const order = { requestId, version: bill.version, payer: 'owner' as const, method, amountFen, note: '' }
    return receive(app, cashier, workorderId, order)
  }

  private async inspect(car: Car, at: Date): Promise<unknown> {
    const { dice, shelf, album } = this
    const { staffId } = car.crew.advisor
    const vehicle = await this.past.tx.findOne(Vehicle, { id: car.booking.vehicleId })
    const photoIds = await shelf.send(album.around, staffId, at, 'workshop')
    const [signatureId = ''] = await shelf.send([album.signature], staffId, at, 'signature')
    return inspect(...(await this.by(car, 'advisor')), {
      ...{ ...(await this.seen(car)), photoIds, signatureId, mileageKm: (vehicle?.mileageKm ?? 0) + dice.int(20, 400) },
      ...{ energyPercent: dice.int(15, 90), damages: dice.shuffled(DAMAGES).slice(0, dice.int(0, 2)), dashLights: [] },
      ...{ valuables: dice.pick(VALUABLES), note: car.booking.remark },
    })
  }

  /** Whoever writes a quote has looked first whether it is the same fault once more. */
  private async decideRework(car: Car): Promise<void> {
    if (!isUndecided(await this.stands(car))) return
    const decision = { ...(await this.seen(car)), isSame: false, reason: '已试车核对，与上次维修的项目无关' }
    await decideRework(...(await this.by(car, 'advisor')), decision)
  }

  private async quote(car: Car, at: Date): Promise<unknown> {
    await this.decideRework(car)
    const lines = quoteOf(car.booked)
    const work = lines.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
    const least = at.getTime() + (work + 30) * MINUTE_MS
    const promisedAt = new Date(Math.max(car.promisedAt.getTime(), least)).toISOString()
    const body = { ...(await this.seen(car)), lines, promisedAt, note: '', send: true }
    return saveQuote(...(await this.by(car, 'advisor')), body)
  }

  /** Two of three owners agree in the app, the others on the phone. */
  private async authorise(car: Car): Promise<unknown> {
    const { quoteVersion } = await this.stands(car)
    const isInApp = this.dice.chance(2 / 3)
    const seen = await this.seen(car)
    if (!isInApp)
      return authorise(...(await this.by(car, 'advisor')), {
        ...seen,
        quoteVersion,
        method: 'call',
        note: '电话确认，已录音',
      })
    const quote = await this.past.tx.findOne(Quote, { workorderId: car.workorderId, version: quoteVersion })
    const { customerId } = car.booking
    const body = {
      requestId: seen.requestId,
      quoteVersion,
      snapshotHash: quote?.snapshotHash ?? '',
      address: '127.0.0.1',
    }
    return ownerAuthorise(this.past.app, { kind: 'customer', customerId, sessionId: 'seed' }, car.workorderId, body)
  }

  private jobs = ({ workorderId }: Car): Promise<JobLine[]> =>
    this.past.tx.find(JobLine, { where: { workorderId }, order: { ordinal: 'ASC' } })

  private async dispatch(car: Car): Promise<void> {
    for (const { id, version, technicianIds, bayId } of await this.jobs(car)) {
      const seats = car.rest ?? { technicianIds, bayId: bayId ?? '' }
      const { technicianIds: people, bayId: bay } = seats
      const order = { requestId: this.dice.uuid(), version, technicianIds: [...people], bayId: bay }
      await dispatch(this.past.app, car.crew.dispatcher, id, order)
    }
  }

  private async onJobs(car: Car, work: (by: Crew['advisor'], jobId: string, order: Order) => Promise<unknown>) {
    for (const { id, version, technicianIds } of await this.jobs(car)) {
      const actor = car.crew.technicians.get(technicianIds[0] ?? '')
      if (actor) await work(actor, id, { requestId: this.dice.uuid(), version })
    }
  }

  private pause = (car: Car, reason: 'break' | 'parts', note: string): Promise<unknown> =>
    this.onJobs(car, (by, id, order) => pauseJob(this.past.app, by, id, { ...order, reason, note }))

  private async waitForParts(car: Car, at: Date): Promise<void> {
    await this.pause(car, 'parts', '仓库缺货，已向厂家调货')
    const [part] = await this.past.tx.find(PartLine, { where: { workorderId: car.workorderId }, order: { id: 'ASC' } })
    if (!part) return
    const etaAt = new Date(at.getTime() + 20 * 60 * MINUTE_MS).toISOString()
    const order = { requestId: this.dice.uuid(), version: part.version, state: 'waiting' as const, etaAt }
    await movePart(this.past.app, car.crew.dispatcher, part.id, order)
  }

  private async propose(car: Car, at: Date): Promise<void> {
    const [job] = await this.jobs(car)
    const by = car.crew.technicians.get(job?.technicianIds[0] ?? '') ?? car.crew.advisor
    const photoIds = await this.shelf.send([this.album.found], by.staffId, at, 'workshop')
    const { title, severity, finding, measure, recheckHint, labour } = FINDING
    const found = { requestId: this.dice.uuid(), title, severity, finding, measure, photoIds }
    const addon = await proposeAddon(this.past.app, by, car.workorderId, found)
    const newPromiseAt = new Date(car.promisedAt.getTime() + (labour[1] + 60) * MINUTE_MS).toISOString()
    await priceAddon(this.past.app, car.crew.advisor, addon.id, {
      ...{ requestId: this.dice.uuid(), version: addon.version, lines: findingLines(), extraMinutes: labour[1] },
      ...{ newPromiseAt, recheckHint },
    })
  }

  private async outsource(car: Car, at: Date): Promise<void> {
    const dueAt = new Date(at.getTime() + AWAY_MINUTES * MINUTE_MS).toISOString()
    for (const { id, version } of await this.jobs(car)) {
      const order = { requestId: this.dice.uuid(), version, vendor: VENDOR, dueAt }
      await outsourceJob(this.past.app, car.crew.dispatcher, id, order)
    }
  }

  private finish(car: Car, at: Date): Promise<void> {
    return this.onJobs(car, async (by, id, order) => {
      const photoIds = await this.shelf.send([this.album.worked], by.staffId, at, 'workshop')
      return finishJob(this.past.app, by, id, { ...order, photoIds, isSelfChecked: true, note: '' })
    })
  }

  /** The foreman looks at what lives depend on. */
  private async crossCheck(car: Car): Promise<void> {
    for (const { id, version, state } of await this.jobs(car)) {
      const order = { requestId: this.dice.uuid(), version, isPassed: true, reason: '', photoIds: [] }
      if (state === 'checking') await checkJob(this.past.app, car.crew.dispatcher, id, order)
    }
  }

  private async sheet(car: Car) {
    const { items, needsRoadTest } = await readQcSheet(this.past.app, await this.stands(car))
    const passed = items.map(({ key, title, jobId }) => ({ key, title, jobId, isPassed: true, note: '' }))
    return { passed, hasRoadTest: needsRoadTest }
  }

  private async check(car: Car): Promise<unknown> {
    const { passed: items, hasRoadTest } = await this.sheet(car)
    const body = { ...(await this.seen(car)), items, hasRoadTest, photoIds: [], reason: '' }
    return judgeQc(...(await this.by(car, 'inspector')), body)
  }

  private async reject(car: Car, at: Date): Promise<unknown> {
    const { passed, hasRoadTest } = await this.sheet(car)
    const items = passed.map((item, i) => (i === 1 ? { ...item, isPassed: false, note: '渗油' } : item))
    const photoIds = await this.shelf.send([this.album.worked], car.crew.inspector.staffId, at, 'workshop')
    const body = { ...(await this.seen(car)), items, hasRoadTest, photoIds, reason: REJECTION }
    return judgeQc(...(await this.by(car, 'inspector')), body)
  }

  private async handOver(car: Car): Promise<unknown> {
    const { mileageKm } = await this.stands(car)
    const body = { mileageKm: (mileageKm ?? 0) + 2, oldParts: 'store' as const, nextHint: this.dice.pick(NEXT_HINTS) }
    return handOver(...(await this.by(car, 'advisor')), { ...(await this.seen(car)), ...body })
  }
}

interface Order {
  readonly requestId: string
  readonly version: number
}
