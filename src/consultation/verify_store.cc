// The independent path of `nigiwai verify`: the counts of the desk against the consultations by
// plain SQL, and each consultation against the record that counts it in the plan.
#include "consultation/consultation_service.h"

namespace consultation {
namespace {

// A consultation counts in its month, a client once in the fiscal year and once in the month.
#define MONTHS(what)                                                                              \
  "SELECT municipality, body, substr(occurred_on, 1, 7) AS period, programme, record_kind, " what \
  " FROM consultation WHERE withdrawn_by IS NULL "
#define PERIODS(what)                                                                       \
  "SELECT municipality, body, CAST(CAST(substr(occurred_on, 1, 4) AS INTEGER) - CASE WHEN " \
  "substr(occurred_on, 6, 2) < '04' THEN 1 ELSE 0 END AS TEXT) AS period, programme, "      \
  "record_kind, " what " FROM consultation WHERE withdrawn_by IS NULL UNION ALL " MONTHS(what)

constexpr db::Statement kSums{
    "consultation.verify_sums",
    "SELECT body, period, programme, record_kind, CAST(SUM(consultations) AS BIGINT) AS "
    "consultations, CAST(SUM(visits) AS BIGINT) AS visits FROM (" MONTHS(
        "1 AS consultations, CASE WHEN client IS NULL THEN 0 ELSE 1 END AS visits")
    "UNION ALL SELECT municipality, body, period, programme, record_kind, -consultations, -visits "
    "FROM consultation_sum) counted GROUP BY municipality, body, period, programme, record_kind "
    "HAVING SUM(consultations) <> 0 OR SUM(visits) <> 0 "
    "ORDER BY municipality, body, period, programme, record_kind"};

constexpr db::Statement kClients{
    "consultation.verify_clients",
    "SELECT body, period, programme, record_kind, client FROM (SELECT municipality, body, period, programme, record_kind, client, "
    "consultations FROM (" PERIODS("client, 1 AS consultations")
    ") known WHERE client IS NOT NULL UNION ALL SELECT municipality, body, period, programme, "
    "record_kind, client, -consultations FROM consultation_client) counted GROUP BY municipality, "
    "body, period, programme, record_kind, client HAVING SUM(consultations) <> 0 "
    "ORDER BY municipality, body, period, programme, record_kind, client"};

#undef PERIODS
#undef MONTHS

constexpr db::Statement kRecords{
    "consultation.verify_records",
    "SELECT c.consultation AS consultation, c.record AS record FROM consultation c LEFT JOIN "
    "record r ON r.municipality = c.municipality AND r.record = c.record WHERE c.withdrawn_by IS "
    "NULL AND (r.record IS NULL OR r.case_file IS NULL OR r.case_file <> c.consultation OR "
    "r.programme <> c.programme OR r.record_kind <> c.record_kind OR "
    "r.occurred_on <> c.occurred_on) ORDER BY c.municipality, c.consultation"};

std::vector<base::Fact> count_facts(db::Row& row) {
  return {{"body", row.text("body")},
          {"period", row.text("period")},
          {"programme", row.text("programme")},
          {"kind", row.text("record_kind")}};
}

db::Finding sum_finding(db::Row& row) {
  db::Finding finding{"consultation", "consultation.sum_differs", count_facts(row)};
  finding.facts.push_back({"consultations", std::to_string(row.integer("consultations"))});
  finding.facts.push_back({"visits", std::to_string(row.integer("visits"))});
  return finding;
}

db::Finding client_finding(db::Row& row) {
  db::Finding finding{"consultation", "consultation.client_differs", count_facts(row)};
  finding.facts.push_back({"client", std::to_string(row.integer("client"))});
  return finding;
}

db::Finding record_finding(db::Row& row) {
  return {"consultation",
          "consultation.record_differs",
          {{"consultation", std::to_string(row.integer("consultation"))},
           {"record", std::to_string(row.integer("record"))}}};
}

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  return database.read([](db::Read& tx) {
    auto findings = tx.list<db::Finding>(kSums, sum_finding);
    for (db::Finding& one : tx.list<db::Finding>(kClients, client_finding))
      findings.push_back(std::move(one));
    for (db::Finding& one : tx.list<db::Finding>(kRecords, record_finding))
      findings.push_back(std::move(one));
    return findings;
  });
}

}  // namespace consultation
