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

/** Colleagues with a log-in, to be named as advisor or linked to a person. */
export const useColleagues = (storeId: string) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'colleagues'],
    queryFn: ({ signal }) => call(resources.staff, { params: { storeId } }, signal),
  })

export const usePolicy = (storeId: string) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'policy'],
    queryFn: ({ signal }) => call(resources.readPolicy, { params: { storeId } }, signal),
  })

type Subject = { readonly subjectType: resources.HistorySubject; readonly subjectId: string }

/** `ofStore` is whose history it is, when that is not the store that is worked for. */
export const useHistory = (storeId: string, subject: Subject, ofStore = storeId) =>
  useQuery({
    queryKey: [...settingsKey(storeId), 'history', subject.subjectType, subject.subjectId],
    queryFn: ({ signal }) => call(resources.history, { params: { storeId: ofStore }, query: subject }, signal),
  })
