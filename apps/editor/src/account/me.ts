import { queryOptions, useQuery } from "@tanstack/react-query"
import { request, RequestError } from "../workspace/request.ts"

export interface Membership {
  publicationId: string
  orgId: string
  organization: string
  role: string
}

export interface Me {
  person: { personId: string; name: string; language: string }
  memberships: Membership[]
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  staleTime: Number.POSITIVE_INFINITY,
  retry: (count, error) => error instanceof RequestError && error.status === 0 && count < 3,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await request<Me | null>("/api/me?signedOut=ok", { signal })
    } catch (error) {
      if (error instanceof RequestError && error.status === 401) return null
      throw error
    }
  },
})

export const useMe = () => useQuery(meQuery)
