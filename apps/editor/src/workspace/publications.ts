import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"

export interface ListedPublication {
  id: string
  title: string
  subtitle?: string
  status?: string
  series?: string
  seriesNumber?: string
  originalLanguage?: string
}

export const publicationsQuery = queryOptions({
  queryKey: ["publications"],
  queryFn: ({ signal }) =>
    request<{ publications: ListedPublication[] }>("/api/publications", { signal }).then(
      (answer) => answer.publications,
    ),
})
