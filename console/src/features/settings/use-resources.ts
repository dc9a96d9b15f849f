import { resources } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'

/** Under this key lies everything of these screens for one store. */
export const settingsKey = (storeId: string) => ['capacity-settings', storeId] as const

export const useResources = (storeId: string) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'resources'],
    queryFn: ({ signal }) => call(resources.read, { params: { storeId } }, signal),
  })

export const useServices = (storeId: string) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'services'],
    queryFn: ({ signal }) => call(resources.services, { params: { storeId } }, signal),
  })

export const usePolicy = (storeId: string) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'policy'],
    queryFn: ({ signal }) => call(resources.readPolicy, { params: { storeId } }, signal),
  })

type Subject = { readonly subjectType: 'bay' | 'technician' | 'store_policy' | 'service'; readonly subjectId: string }

export const useHistory = (storeId: string, subject: Subject) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'history', subject.subjectType, subject.subjectId],
    queryFn: ({ signal }) => call(resources.history, { params: { storeId }, query: subject }, signal),
  })
