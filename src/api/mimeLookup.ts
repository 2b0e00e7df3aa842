/**
 * Stands in for `mime-types` inside form-data, whose database is most of its size. Nothing is looked up: each part
 * says its own type.
 */
export function lookup(): false {
  return false;
}
