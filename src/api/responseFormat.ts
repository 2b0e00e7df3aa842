import type { ImageParameters, ImageRequest } from '../images/request.ts';
import type { ProviderProfile, ResponseFormatPolicy } from './providers.ts';

type Format = ImageParameters['responseFormat'];

/** The `response_format` that goes out: what the policy demands, else what was asked where the contract has it. */
function formatOf(profile: ProviderProfile, policy: ResponseFormatPolicy, asked: Format): Format {
  if (policy === 'omit') return undefined;
  if (policy !== 'auto') return policy;
  return profile.responseFormat ? (asked ?? 'b64_json') : undefined;
}

/** What a provider is always sent. */
export function defaultsOf(profile: ProviderProfile, policy: ResponseFormatPolicy): ImageParameters {
  const responseFormat = formatOf(profile, policy, undefined);
  return responseFormat === undefined ? {} : { responseFormat };
}

/** The request with what is always sent there, and without what never is. */
export function completed(
  request: ImageRequest,
  profile: ProviderProfile,
  policy: ResponseFormatPolicy,
): ImageRequest {
  const { responseFormat: asked, ...given } = request.parameters;
  // The contract's own default models are dead (api-contract §1), so a known one is always named.
  const model = given.model || profile.defaultModel;
  const responseFormat = formatOf(profile, policy, asked);
  const parameters: ImageParameters = {
    ...given,
    ...(model === undefined ? {} : { model }),
    ...(responseFormat === undefined ? {} : { responseFormat }),
  };
  return { ...request, parameters };
}
