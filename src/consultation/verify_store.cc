// The independent path of `nigiwai verify`: the counts of the desk against the consultations by
// plain SQL, and each consultation against the record that counts it in the plan.
#include "consultation/consultation_service.h"

namespace consultation {
namespace {

// A consultation counts in its month; a client once in the month, and once in the fiscal year.
#define YEAR(day)                                                  \
  "CAST(substr(" day ", 1, 4) AS INTEGER) - CASE WHEN substr(" day \
  ", 6, 2) < '04' THEN 1 ELSE 0 END "
#define STANDING "FROM consultation WHERE withdrawn_by IS NULL "

constexpr db::Statement kSums{
    "consultation.verify_sums",
    "SELECT body, period, programme, record_kind, CAST(SUM(consultations) AS BIGINT) AS "
    "consultations, CAST(SUM(visits) AS BIGINT) AS visits, CAST(SUM(clients) AS BIGINT) AS clients "
    "FROM (SELECT municipality, body, substr(occurred_on, 1, 7) AS period, programme, record_kind, "
    "COUNT(*) AS consultations, COUNT(client) AS visits, COUNT(DISTINCT client) AS "
    "clients " STANDING
    "GROUP BY municipality, body, substr(occurred_on, 1, 7), programme, record_kind UNION ALL "
    "SELECT municipality, body, month, programme, record_kind, -consultations, -visits, -clients "
    "FROM consultation_sum) counted GROUP BY municipality, body, period, programme, record_kind "
    "HAVING SUM(consultations) <> 0 OR SUM(visits) <> 0 OR SUM(clients) <> 0 "
    "ORDER BY municipality, body, period, programme, record_kind"};

constexpr db::Statement kYears{
    "consultation.verify_years",
    "SELECT body, CAST(period AS TEXT) AS period, programme, record_kind, 0 AS consultations, 0 AS "
    "visits, CAST(SUM(clients) AS BIGINT) AS clients FROM (SELECT municipality, body, " YEAR(
        "occurred_on") "AS period, programme, record_kind, COUNT(DISTINCT client) AS clients " STANDING
    "GROUP BY municipality, body, " YEAR("occurred_on") ", programme, record_kind UNION ALL SELECT "
    "municipality, body, " YEAR("month") ", programme, record_kind, -new_clients FROM "
    "consultation_sum) counted GROUP BY municipality, body, period, programme, record_kind HAVING "
    "SUM(clients) <> 0 ORDER BY municipality, body, period, programme, record_kind"};

constexpr db::Statement kClients{
    "consultation.verify_clients",
    "SELECT body, CAST(period AS TEXT) AS period, programme, record_kind, client FROM (SELECT "
    "municipality, body, period, programme, record_kind, client, 1 << place AS months FROM (SELECT "
    "DISTINCT municipality, body, " YEAR("occurred_on")
    "AS period, programme, record_kind, client, (CAST(substr(occurred_on, 6, 2) AS INTEGER) + 8) % "
    "12 AS place " STANDING "AND client IS NOT NULL) came UNION ALL SELECT municipality, body, "
    "fiscal_year, programme, record_kind, client, -months FROM consultation_client) counted GROUP "
    "BY municipality, body, period, programme, record_kind, client HAVING SUM(months) <> 0 "
    "ORDER BY municipality, body, period, programme, record_kind, client"};

#undef STANDING
#undef YEAR

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
  finding.facts.push_back({"clients", std::to_string(row.integer("clients"))});
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
    for (db::Finding& one : tx.list<db::Finding>(kYears, sum_finding))
      findings.push_back(std::move(one));
    for (db::Finding& one : tx.list<db::Finding>(kClients, client_finding))
      findings.push_back(std::move(one));
    for (db::Finding& one : tx.list<db::Finding>(kRecords, record_finding))
      findings.push_back(std::move(one));
    return findings;
  });
}

}  // namespace consultation
