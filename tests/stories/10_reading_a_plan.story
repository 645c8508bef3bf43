# J1: a resident looks for what became of the empty shops: overview, table, row, programme, data.
$ nigiwai migrate
$ nigiwai plan load plans

> GET /
< text 公表資料の転記による見本です。自治体の公式サイトではありません。
< text 練馬区
< text 羽村市

# The overview says how each objective was rated, what moved, what was handed over.
> GET /plans/nerima-2011
< text 目標ごとの達成度
< text 1割を超えて増減した行
< text 移管された行
< text 異業種交流事業への支援
< text 産業振興公社に事務移管

# The table, narrowed and put into another order; the CSV shows the same choice.
> GET /plans/nerima-2011/table?text=%E7%A9%BA%E3%81%8D%E5%BA%97%E8%88%97&rating=A
< text 空き店舗入居促進事業
< text 公表資料から転記
< text 推定配置
< text CSVで保存
< no text 伝統工芸展への支援
> GET /plans/nerima-2011/table.csv?text=%E7%A9%BA%E3%81%8D%E5%BA%97%E8%88%97&rating=A
< header content-type: text/csv
< text 空き店舗入居促進事業
< text 公表資料から転記
< no text 伝統工芸展への支援
> GET /plans/nerima-2011/table?sort=change
< text 増減の大きい順
> GET /plans/nerima-2018/table?department=%E7%94%A3%E6%A5%AD%E7%B5%8C%E6%B8%88%E9%83%A8%20%E7%B5%8C%E6%B8%88%E8%AA%B2
< text 担当課

# What is wrong with an address is said.
> GET /plans/nerima-2011/table?sort=random
< 400
< text random
> GET /plans/nerima-2011/table?year=1999
< 400
< text 1999
> GET /compare?type=nothing
< 400
< text nothing
> GET /programmes/131202/nothing
< 404
< text nothing

# The row draws its quantities and leads to the programme, which stands in two plans.
> GET /plans/nerima-2011/rows/42
< text 数値の表
< text 練馬区アクションプラン 施策13
> GET /programmes/131202/vacant-shop-entry
< text 練馬区商工業振興計画
< text 練馬区アクションプラン 施策13
< text 10,376千円（12事業）

# Side by side no place says that there is nothing.
> GET /compare
< text 世田谷区
< text この資料では確認できません
< text その支援がないという意味ではありません

# Search finds lines and programmes alike.
> GET /search?q=%E7%A9%BA%E3%81%8D%E5%BA%97%E8%88%97
< text 空き店舗入居促進事業
< text 事業台帳の中の事業

# The pages about the site.
> GET /open-data
< text CSVで保存
< text not_yet_counted
> GET /about
< text どの自治体の公式サイトでもありません
> GET /accessibility
< text JIS X 8341-3:2016
> GET /licence
< text Apache License 2.0
> GET /en/about
< text not an official site
