import { createHash } from 'node:crypto'
import { resources } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Tx } from '../../platform/database'
import { warningOf } from './certificate-warning'
import { Technician, TechnicianCertificate } from './store.entity'
import { syncTodos, type NewTodo } from './todo.service'

const nameOf = (kind: string): string => (resources.certificateKinds as Readonly<Record<string, string>>)[kind] ?? kind

/** A certificate keeps its number when the list of its owner is written anew; the number itself identifies a person. */
const keyOf = ({ kind, number, expiresOn }: TechnicianCertificate): string =>
  `${createHash('sha256').update(`${kind} ${number}`).digest('base64url').slice(0, 22)}:${expiresOn}`

const sayEnd = (daysLeft: number): string =>
  daysLeft < 0 ? '已经过期' : daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 天到期`

function todoOf(person: Technician, certificate: TechnicianCertificate, today: Day): NewTodo[] {
  const { daysLeft, warning } = warningOf(certificate.expiresOn, today)
  if (warning === 'none') return []
  const what = nameOf(certificate.kind)
  const rule = daysLeft < 0 ? '系统不再安排需要该证书的项目。' : '到期后，系统不再安排需要该证书的项目。'
  return [
    {
      dedupe: `certificate:${keyOf(certificate)}:${warning}`,
      ...{ kind: 'certificate', subjectId: person.id },
      title: `${person.name}的${what}${sayEnd(daysLeft)}`,
      body: `有效期至 ${certificate.expiresOn}。${rule}请安排复审或换证，并在人员资料中更新有效期。`,
    },
  ]
}

/**
 * Warns of every certificate that has come near its end, once per certificate and step (90, 30, 7 days, expired). A warning
 * whose certificate was renewed, or went on to the next step, is closed by itself.
 */
export async function warnOfCertificates(tx: Tx, now: Date, storeId: string, today: Day): Promise<void> {
  const people = await tx.find(Technician, { where: { storeId, isActive: true } })
  const certificates = await tx.find(TechnicianCertificate, {
    where: { technicianId: In(people.map(({ id }) => id)) },
    order: { expiresOn: 'ASC', id: 'ASC' },
  })
  const due = certificates.flatMap((certificate) => {
    const person = people.find(({ id }) => id === certificate.technicianId)
    return person ? todoOf(person, certificate, today) : []
  })
  await syncTodos(tx, now, { storeId, kind: 'certificate' }, due)
}
