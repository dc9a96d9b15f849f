import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router-dom'
import { SessionGate } from '../features/session'
import { AppRoutes } from './AppRoutes'
import { ErrorBoundary } from './ErrorBoundary'
import { Theme } from './Theme'

/** The console. `client` holds what was read; each test brings its own. */
export function App({ client }: { readonly client: QueryClient }) {
  return (
    <Theme>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <BrowserRouter basename="/console">
            <SessionGate>
              <AppRoutes />
            </SessionGate>
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </Theme>
  )
}
