import { useEffect, useState } from 'react'
import { Navigate, useParams } from 'react-router-dom'
import { StoreContext, useStaff } from '../lib/staff'
import { ErrorBoundary } from './ErrorBoundary'
import { rememberStore } from './last-store'
import { Rail } from './Rail'
import { StoreRoutes } from './StoreRoutes'
import { TopBar } from './TopBar'

/** The frame around every screen of one store. */
export function Shell() {
  const { stores } = useStaff()
  const { storeId, '*': section } = useParams()
  const store = stores.find(({ id }) => id === storeId)
  const [text, setText] = useState('')
  useEffect(() => {
    if (store) rememberStore(store.id)
  }, [store])
  if (!store) return <Navigate to="/" replace />
  return (
    <StoreContext.Provider value={store}>
      <div className="shell">
        <Rail />
        <div className="shell-main">
          <TopBar text={text} onText={setText} />
          <main className="shell-page">
            <ErrorBoundary key={`${store.id} ${section}`}>
              <StoreRoutes text={text} onClearText={() => setText('')} />
            </ErrorBoundary>
          </main>
        </div>
      </div>
    </StoreContext.Provider>
  )
}
