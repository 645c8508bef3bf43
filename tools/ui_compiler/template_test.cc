// Templates: what they become, and every way in which one is refused.
#include <doctest/doctest.h>

#include "template_code.h"

namespace ui_compiler {
namespace {

const Catalogue kCatalogue = join_languages(
    {{"ui/words/plan.ja.toml", "shown = \"{count}件を表示\"\nname = \"計画\"\n"},
     {"ui/words/plan.en.toml", "shown = \"{count} rows <shown>\"\nname = \"Plan\"\n"}});

Template parse(const std::string& content) {
  return parse_template("ui/plan/table.html", "{{view plan::T \"plan/plan_view.h\"}}\n" + content,
                        kCatalogue, {"app.css"});
}

// The steps as one line: literals as they stand, the rest in brackets.
std::string outline(const std::string& content) {
  constexpr const char* kNames[] = {"",        "field",   "words", "if",       "else",
                                    "/if",     "each",    "/each", "partial",  "layout",
                                    "/layout", "content", "root",  "language", "asset"};
  constexpr const char* kEscapes[] = {"text", "attribute", "url", "url_part"};
  std::string line;
  for (const Step& step : parse(content).steps) {
    if (step.kind == StepKind::literal) {
      line += step.text;
      continue;
    }
    line += std::string("[") + kNames[static_cast<int>(step.kind)];
    if (!step.text.empty()) line += " " + step.text;
    if (!step.argument.empty()) line += " " + step.argument;
    for (const auto& [slot, path] : step.slots) line += " " + slot + "=" + path;
    if (step.kind == StepKind::field || step.kind == StepKind::words) {
      line += std::string(" ") + kEscapes[static_cast<int>(step.escape)];
    }
    line += "]";
  }
  return line;
}

TEST_CASE("what a template is read as") {
  struct Row {
    std::string content;
    std::string steps;
  };
  const Row rows[] = {
      {"<p>{{title}}</p>", "<p>[field view.title text]</p>"},
      {"<p class=\"x {{row.kind}}\"></p>", "<p class=\"x [field view.row.kind attribute]\"></p>"},
      {"<a href=\"{{url}}\"></a>", "<a href=\"[field view.url url]\"></a>"},
      {"<a href=\"/plans/{{slug}}\"></a>", "<a href=\"/plans/[field view.slug url_part]\"></a>"},
      {"<a href=\"{{root}}/plans/{{slug}}\"></a>",
       "<a href=\"[root root]/plans/[field view.slug url_part]\"></a>"},
      {"<a href=\"{{#if a}}{{b}}{{else}}{{c}}{{/if}}{{d}}\"></a>",
       "<a href=\"[if view.a][field view.b url][else][field view.c url][/if][field view.d "
       "url_part]\"></a>"},
      {"<ul>\n  {{#each rows as row}}\n  <li>{{row.name}}</li>\n  {{/each}}\n</ul>\n",
       "<ul>[each view.rows row]<li>[field row.name text]</li>[/each]</ul>"},
      {"{{#each rows as row}}{{#each row.cells as cell}}{{cell}}{{row}}{{/each}}{{/each}}{{row}}",
       "[each view.rows row][each row.cells cell][field cell text][field row "
       "text][/each][/each][field view.row text]"},
      {"<input value=\"1\"{{#if on}} checked{{/if}}>",
       "<input value=\"1\"[if view.on] checked[/if]>"},
      {"<input{{#if on}} checked{{/if}}\n  name=\"a\"\n>",
       "<input[if view.on] checked[/if] name=\"a\">"},
      {"<p>{{w:plan.name}}</p>", "<p>[words plan.name text]</p>"},
      {"<p title=\"{{w:plan.shown count=n}}\"></p>",
       "<p title=\"[words plan.shown count=view.n attribute]\"></p>"},
      {"<p>{{>site/rating row.rating}}</p>", "<p>[partial site/rating view.row.rating]</p>"},
      {"{{#layout site/layout page}}<p></p>{{/layout}}",
       "[layout site/layout view.page]<p></p>[/layout]"},
      {"<!doctype html>\n<html lang=\"{{language}}\"><body>{{content}}</body></html>",
       "<!doctype html><html lang=\"[language language]\"><body>[content]</body></html>"},
      {"<link rel=\"stylesheet\" href=\"{{asset:app.css}}\">",
       "<link rel=\"stylesheet\" href=\"[asset app.css]\">"},
      {"<script src=\"{{asset:app.css}}\" defer></script>",
       "<script src=\"[asset app.css]\" defer></script>"},
      {"<svg viewBox=\"0 0 1 1\"><rect width=\"{{w}}\"/></svg>",
       "<svg viewBox=\"0 0 1 1\"><rect width=\"[field view.w attribute]\"/></svg>"},
      {"{{! a remark\nover lines }}<p>&nbsp;(1) </p>", "<p>&nbsp;(1) </p>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.content);
    CHECK(outline(row.content) == row.steps);
  }
}

TEST_CASE("every refusal says file, line and what to do") {
  struct Row {
    std::string content;
    std::string message;  // after "ui/plan/table.html:"
  };
  const Row rows[] = {
      {"<p>", "2: <p> is not closed"},
      {"\n</p>", "3: </p> closes nothing"},
      {"<p><b></p>", "2: </p> stands where </b> is due"},
      {"<p", "2: the file ends inside a tag"},
      {"<p class=x></p>", "2: the value of 'class' must stand in double quotes"},
      {"<p class='x'></p>", "2: the value of 'class' must stand in double quotes"},
      {"<p class={{x}}></p>", "2: the value of 'class' must stand in double quotes"},
      {"<p {{x}}></p>", "2: a field may stand in text or in a quoted attribute value only"},
      {"<{{x}}></p>", "2: a field may stand in text or in a quoted attribute value only"},
      {"<p title=\"<\"></p>", "2: < in the value of 'title': write &lt;"},
      {"<p/>", "2: <p/> does not close itself in HTML"},
      {"<br / >", "2: / in a tag must be followed by >"},
      {"<p onclick=\"1\"></p>",
       "2: the attribute 'onclick' is refused by the content security policy"},
      {"<p style=\"1\"></p>", "2: the attribute 'style' is refused by the content security policy"},
      {"<style></style>", "2: <style> is refused by the content security policy"},
      {"<script>1</script>", "2: script inside a page is refused by the content security policy"},
      {"<script>{{x}}</script>",
       "2: script inside a page is refused by the content security policy"},
      {"<title><b></b></title>", "2: <title> holds text only"},
      {"<p><!-- 1 --></p>", "2: comments are written {{! … }}"},
      {"<!-- 1 -->", "2: only <!doctype html> may begin with <!"},
      {"1 < 2", "2: < begins a tag: write &lt;"},
      {"<p>& </p>", "2: & begins a character reference: write &amp;"},
      {"<p>plan</p>", "2: a person's words stand in ui/words: use {{w:room.key}}"},
      {"<p>計画</p>", "2: a person's words stand in ui/words: use {{w:room.key}}"},
      {"<p aria-label=\"x\"></p>", "2: a person's words stand in ui/words: use {{w:room.key}}"},
      {"{{#if a}}", "2: {{#if}} is not closed"},
      {"{{/if}}", "2: {{/if}} closes nothing"},
      {"{{#if a}}{{/each}}", "2: {{/each}} stands where {{/if}} is due (line 2)"},
      {"{{#if a}}\n<p>{{/if}}</p>", "3: the block of line 2 does not close the tags that it opens"},
      {"{{#if a}}<p>{{else}}</p>{{/if}}",
       "2: the block of line 2 does not close the tags that it opens"},
      {"{{else}}", "2: {{else}} without {{#if}}"},
      {"{{#if a}}{{else}}{{else}}{{/if}}", "2: {{else}} without {{#if}}"},
      {"{{#each a as b}}{{else}}{{/each}}", "2: {{else}} without {{#if}}"},
      {"{{#if a b}}{{/if}}", "2: write {{#if field}}"},
      {"{{#if a == b}}{{/if}}", "2: write {{#if field}}"},
      {"{{#if !a}}{{/if}}", "2: '!a' is no field: names joined by dots only"},
      {"{{a()}}", "2: 'a()' is no field: names joined by dots only"},
      {"{{a.}}", "2: 'a.' is no field: names joined by dots only"},
      {"{{A}}", "2: 'A' is no field: names joined by dots only"},
      {"{{}}", "2: {{}} says nothing"},
      {"{{{a}}}", "2: '{a' is no field: names joined by dots only"},
      {"{{a b}}", "2: 'a …' is no directive"},
      {"{{a", "2: {{ without }}"},
      {"{{a\n}}", "2: a directive stands on one line"},
      {"{{#each rows}}{{/each}}", "2: write {{#each fields as field}}"},
      {"{{#each rows as a.b}}{{/each}}", "2: 'a.b' is no name"},
      {"{{#each rows as view}}{{/each}}", "2: 'view' is no name"},
      {"{{#each a as b}}{{#each c as b}}{{/each}}{{/each}}",
       "2: 'b' is already the name of an outer each"},
      {"{{#with a}}{{/with}}", "2: '#with' is no block: #if, #each and #layout are"},
      {"{{w:plan.missing}}", "2: 'plan.missing' is not in ui/words"},
      {"{{w:plan.shown}}", "2: the slot {count} of 'plan.shown' is not filled"},
      {"{{w:plan.name count=n}}", "2: 'plan.name' has no slot {count} left to fill"},
      {"{{w:plan.shown count=n count=n}}", "2: 'plan.shown' has no slot {count} left to fill"},
      {"{{w:plan.shown n}}", "2: a slot is filled by slot=field"},
      {"<a href=\"{{w:plan.name}}\"></a>", "2: words may not stand in an address"},
      {"{{>site}}", "2: write {{>room/page field}}"},
      {"{{>site page}}", "2: 'site' is no template: write room/page"},
      {"<p title=\"{{>site/a b}}\"></p>", "2: another template may stand between tags only"},
      {"<p>{{#layout site/layout page}}{{/layout}}</p>", "2: a layout stands around everything"},
      {"{{content}}{{content}}", "2: a second {{content}}"},
      {"{{#if a}}{{content}}{{/if}}", "2: {{content}} may not stand in a block"},
      {"<a href=\"x{{root}}\"></a>", "2: {{root}} begins an address"},
      {"<p>{{root}}</p>", "2: {{root}} begins an address"},
      {"<p>{{asset:app.css}}</p>", "2: {{asset:…}} is a whole address"},
      {"<link href=\"{{asset:none.css}}\">", "2: no asset is called 'none.css'"},
      {"{{view a \"b\"}}", "2: a second {{view}}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.content);
    std::string message = "not refused";
    try {
      parse(row.content);
    } catch (const Mistake& mistake) {
      message = mistake.what();
    }
    CHECK(message == "ui/plan/table.html:" + row.message);
  }
}

TEST_CASE("a template begins with its view and has a plain name") {
  CHECK_THROWS_WITH(parse_template("ui/plan/a.html", "<p></p>", {}, {}),
                    "ui/plan/a.html:1: the first line must be {{view type \"header\"}}");
  CHECK_THROWS_WITH(parse_template("ui/plan/a.html", "", {}, {}),
                    "ui/plan/a.html:1: the first line must be {{view type \"header\"}}");
  CHECK_THROWS_WITH(parse_template("ui/plan/a.html", "{{view T}}", {}, {}),
                    "ui/plan/a.html:1: write {{view room::Type \"room/header.h\"}}");
  CHECK_THROWS_WITH(parse_template("ui/plan/a-b.html", "", {}, {}),
                    "ui/plan/a-b.html:1: a template is called ui/<room>/<page>.html with names of "
                    "a-z, 0-9 and _");
}

TEST_CASE("the generated code escapes by position and points at the template") {
  const std::string code = source_code(
      parse("<p title=\"{{a}}\">{{b}}<a href=\"{{c}}\">{{w:plan.shown count=n}}</a></p>"),
      kCatalogue);
  for (const char* part :
       {"http::append_attribute(out, view.a);", "http::append_text(out, view.b);",
        "http::append_url(out, view.c);", "#line 2 \"ui/plan/table.html\"",
        "if (language == base::Language::ja) {\nhttp::append_text(out, "
        "view.n);\nout.append(\"件を表示\"",
        " rows &lt;shown&gt;", "std::string table(const plan::T& view, base::Language language)"}) {
    CAPTURE(part);
    CHECK(code.find(part) != std::string::npos);
  }
}

}  // namespace
}  // namespace ui_compiler
