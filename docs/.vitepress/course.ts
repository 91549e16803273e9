// The course as the pages of docs/weeks describe it: the sidebar and the lists of exercises are made from their front matter.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export interface Exercise {
  id: string
  title: string
  minutes: number
  points: number
  needs: string[]
  link: string
}

export interface Week {
  number: number
  title: string
  link: string
  exercises: Exercise[]
}

export const docs = join(dirname(fileURLToPath(import.meta.url)), '..')

// The weeks that have a chapter, in their order, each with its exercises in theirs.
export function weeks(): Week[] {
  return readdirSync(join(docs, 'weeks'))
    .filter((folder) => existsSync(join(docs, 'weeks', folder, 'index.md')))
    .sort()
    .map(week)
}

function week(folder: string): Week {
  const exercises = readdirSync(join(docs, 'weeks', folder))
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .sort()
    .map((name) => exercise(folder, name))
  return {
    number: Number(folder.replace(/\D/g, '')),
    title: String(frontMatter(join(folder, 'index.md')).title),
    link: `/weeks/${folder}/`,
    exercises,
  }
}

function exercise(folder: string, name: string): Exercise {
  const data = frontMatter(join(folder, name))
  return {
    id: String(data.id),
    title: String(data.title),
    minutes: Number(data.minutes),
    points: Number(data.points),
    needs: (data.needs as string[] | undefined) ?? [],
    link: `/weeks/${folder}/${name.replace(/\.md$/, '')}`,
  }
}

function frontMatter(page: string): Record<string, unknown> {
  const text = readFileSync(join(docs, 'weeks', page), 'utf8')
  const block = /^---\n(.*?)\n---\n/s.exec(text)
  if (!block) {
    throw new Error(`docs/weeks/${page} has no front matter: it begins with ---, title: ..., ---`)
  }
  return parse(block[1])
}
