import Taro from '@tarojs/taro'
import type { PropsWithChildren, ReactNode } from 'react'
import { routes } from '../../lib/routes'
import { Page } from '../../ui/Page'
import { StaffEmpty } from './StaffEmpty'
import { useStaff } from './staff-session'
import { text } from './staff.text'

const words = text.login

/** A page of the staff: who is not logged in finds the way there. */
export function StaffGate({ footer, children }: PropsWithChildren<{ readonly footer?: ReactNode }>) {
  const staff = useStaff()
  if (staff) return <Page footer={footer}>{children}</Page>
  return (
    <Page>
      <StaffEmpty
        title={words.first}
        hint={words.firstHint}
        tone="primary"
        action={{ label: words.title, onClick: () => void Taro.navigateTo({ url: routes.staffLogin }) }}
      />
    </Page>
  )
}
