import { userSchema } from './scim.ts'

const urn = 'urn:ietf:params:scim:schemas:core:2.0'

/** RFC 7643 § 5: what a directory may count on. */
export const serviceProvider = {
  schemas: [`${urn}:ServiceProviderConfig`],
  documentationUri: '/docs',
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth 2.0 client credentials',
      description: 'En tjenestekonto med rettigheden accounts.provision (RFC 6749 § 4.4)',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: '/api/v1/scim/v2/ServiceProviderConfig' },
}

export const resourceTypes = [
  {
    schemas: [`${urn}:ResourceType`],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'Organisationens medarbejdere',
    schema: userSchema,
    meta: { resourceType: 'ResourceType', location: '/api/v1/scim/v2/ResourceTypes/User' },
  },
]

interface Attribute {
  name: string
  type: string
  required?: boolean
  uniqueness?: string
  multiValued?: boolean
  subAttributes?: Attribute[]
}

const string = (name: string): Attribute => ({ name, type: 'string' })

/** The attributes that are kept, of all that a SCIM user may have. */
export const userAttributes: Attribute[] = [
  { ...string('userName'), required: true, uniqueness: 'server' },
  string('externalId'),
  string('displayName'),
  {
    name: 'name',
    type: 'complex',
    subAttributes: [string('formatted'), string('givenName'), string('familyName')],
  },
  {
    name: 'emails',
    type: 'complex',
    multiValued: true,
    subAttributes: [string('value'), string('type'), { name: 'primary', type: 'boolean' }],
  },
  { name: 'active', type: 'boolean' },
]

const described = ({ subAttributes, ...attribute }: Attribute): object => ({
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...attribute,
  ...(subAttributes && { subAttributes: subAttributes.map(described) }),
})

/** RFC 7643 § 7. */
export const descriptionOf = (attributes: Attribute[]) => ({
  schemas: [`${urn}:Schema`],
  id: userSchema,
  name: 'User',
  description: 'En medarbejder',
  attributes: attributes.map(described),
  meta: { resourceType: 'Schema', location: `/api/v1/scim/v2/Schemas/${userSchema}` },
})
