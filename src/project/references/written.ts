/** Names that a build puts the root of the site in the place of, in pages that it fills. */
const siteRoots = /^%(?:PUBLIC_URL|BASE_URL|sveltekit\.assets)%\/?/;

/** A value as it stands in code, with `/` for the root of the site by whatever name. */
export function withoutRoot(value: string): string {
  return value.trim().replace(siteRoots, '/');
}

/** Percent signs undone, as in addresses. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A percent sign that is only a percent sign.
    if (error instanceof URIError) return path;
    throw error;
  }
}
