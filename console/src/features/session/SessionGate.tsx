import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { isApiError } from '../../lib/api-error'
import { isLoggedIn, onSessionChange } from '../../lib/session'
import { StaffContext } from '../../lib/staff'
import { LoadFailed } from '../../ui/LoadFailed'
import { useToast } from '../../ui/use-toast'
import { AuthCard } from './AuthCard'
import { LoginPage } from './LoginPage'
import { PasswordForm } from './PasswordForm'
import { LogoutButton } from './LogoutButton'
import { staffKey, useStaffProfile } from './use-staff-profile'
import { words } from './words'

/** Shows `children` to a member of staff who is logged in and has a password of their own; otherwise what is missing. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const loggedIn = useSyncExternalStore(onSessionChange, isLoggedIn)
  const client = useQueryClient()
  useEffect(() => {
    // What one person has read must not be shown to the next one at the same desk.
    if (!loggedIn) client.clear()
  }, [loggedIn, client])
  return loggedIn ? <StaffGate>{children}</StaffGate> : <LoginPage />
}

function StaffGate({ children }: { readonly children: ReactNode }) {
  const { data, error, refetch, isFetching } = useStaffProfile()
  usePasswordDemand()
  if (isApiError(error, 'auth.password_change_required') || data?.mustChangePassword) return <FirstPassword />
  if (data) return <StaffContext.Provider value={data}>{children}</StaffContext.Provider>
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  return (
    <p className="gate-wait" role="status">
      {words.loadingStaff}
    </p>
  )
}

/** Any call may be the first to learn that the password was reset meanwhile: then the profile is asked again. */
function usePasswordDemand() {
  const client = useQueryClient()
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        const isFailure = event.type === 'updated' && event.action.type === 'error'
        const [first] = event.query.queryKey as readonly unknown[]
        const isOther = first !== staffKey[0]
        if (isFailure && isOther && isApiError(event.query.state.error, 'auth.password_change_required'))
          void client.invalidateQueries({ queryKey: staffKey })
      }),
    [client],
  )
}

function FirstPassword() {
  const client = useQueryClient()
  const toast = useToast()
  const onDone = () => {
    toast.done(words.saved)
    void client.resetQueries({ queryKey: staffKey })
  }
  return (
    <AuthCard title={words.changeTitle} note={words.changeFirst}>
      <PasswordForm onDone={onDone} />
      <LogoutButton />
    </AuthCard>
  )
}
