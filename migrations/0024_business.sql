-- 事業者台帳: who comes to the town's desks: businesses, and people who are about to found one. The
-- keys are normalised copies for searching and for finding doubles; what was written stands in the versions.
CREATE TABLE business (
  municipality {{text}} NOT NULL,
  business BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  name_key {{text}} NOT NULL,
  number_key {{text}} NOT NULL,
  phone_key {{text}} NOT NULL,
  merged_into BIGINT,
  deed BIGINT NOT NULL,
  PRIMARY KEY (municipality, business),
  FOREIGN KEY (municipality, merged_into) REFERENCES business (municipality, business),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
CREATE INDEX business_by_name ON business (municipality, name_key, business);
CREATE INDEX business_by_number ON business (municipality, number_key) WHERE number_key <> '';
CREATE INDEX business_by_phone ON business (municipality, phone_key) WHERE phone_key <> '';
CREATE INDEX business_by_merger ON business (municipality, merged_into) WHERE merged_into IS NOT NULL;

-- What is known, version by version. A consent is absent (never asked), given or refused, since a day.
CREATE TABLE business_version (
  municipality {{text}} NOT NULL,
  business BIGINT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  business_kind {{text}} NOT NULL CHECK (business_kind IN ('business', 'founder')),
  name {{text}} NOT NULL,
  kana {{text}} NOT NULL,
  corporate_number {{text}} NOT NULL,
  address {{text}} NOT NULL,
  trade {{text}} NOT NULL,
  contact_person {{text}} NOT NULL,
  phone {{text}} NOT NULL,
  mail {{text}} NOT NULL,
  contact_consent INTEGER CHECK (contact_consent IN (0, 1)),
  contact_consent_on {{text}},
  share_consent INTEGER CHECK (share_consent IN (0, 1)),
  share_consent_on {{text}},
  deed BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (municipality, business, version),
  FOREIGN KEY (municipality, business) REFERENCES business (municipality, business),
  FOREIGN KEY (municipality, deed) REFERENCES deed (municipality, deed)
);
