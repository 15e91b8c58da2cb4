#!/usr/bin/env python3
"""Makes KaochengSerif-Regular.otf and KaochengSerif-Bold.otf from Noto Serif CJK SC 2.001.

    pip install fonttools
    python3 subset.py /usr/share/fonts/opentype/noto

The folder holds NotoSerifCJK-Regular.ttc and NotoSerifCJK-Bold.ttc (Debian: fonts-noto-cjk).
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FAMILY = "Kaocheng Serif"
WEIGHTS = ["Regular", "Bold"]

# Latin-1, and what official documents and statistics use beyond GB 2312.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x2027), (0x2030, 0x203B),
    (0x2070, 0x2089), (0x2150, 0x218B), (0x2190, 0x2199), (0x2200, 0x22A5),
    (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x25FF), (0x3000, 0x303F),
    (0x31C0, 0x31E3), (0x3220, 0x3243), (0x3280, 0x32B0), (0x3300, 0x33FF),
    (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]
SIGNS = "€℃℉№℡™Ω√∞✓✔✗★☆"

# Hanzi of names and places that GB 2312 lacks.
NAMES = """
镕喆翀赟囧堃昇淼晟玥煊瑄珺琛晗旻昀璟婧懿骞翊珩禛滢炜堉祎邨埗
啰瞭暸麽乾甯囍槑嬲煕熙曌珮瑀玟琇瑛琬琰琲璇璠璐璨瓅玘玙玚玠玢玥玦珂珅珈珏珑珣珰珲珽琎琏琤琨琪琮琯瑗瑢瑧瑨瑭瑱璁璆璈璎
彧炘炅炆炖烜烨焓焜焱煜熠燊燚爔犇翯翚翙翛翥耑昉昕昜昳晔晞晢晧晫晳暄暐暕暠暾曈曦昶昺曜晅
垚垲埇埈埌埕埝塬堌堍堽塱墈墕墘墚壆坻坬坨坉圳圪圩圐圙圫坜垌垴埂埄埏埭埼堎堠堨堼塍
妤妧妭妍姈姝姞姮姵娉娓娴娸婞婳婵媖媛媞媱嫒嫣嫕嫪嬅嬿
峣峤峒岽岿岚岩嵘崟崤崧崮嵋嵎嵕嵛嵊嵩嵯嶓嶷嶙嶂巅巍
忞忻怡怿恂恺悫惇愔愫慜憬憷懋懔
扞抃拏挏捃掞揆搢摛摭攽敉斐斓旃旆旸昃
杲枞枥枧柘柟栎栐栒桄桉桢桲梃梓梣棪棫棽楗楙楠楫楸榃榉榑榕榛槚槿樾橼檑檬檗欤
沄沅沚沣沨沩沭泃泇泓泖泗泜泠泾洄洇洎洑洣洧洨洮洳洺浔浛浈浉浠浥浬浯浰浲浼涑涟涢涪涿淇淏淄淦淯渌渑湉湎湑湜湟湫湲湴溆溇溠溦溧滃滆滉滏滘滠滢滦滪滹漪漷潆潇潍潞潢潼澂澄澈澌澍澛澴澧濂濉濑濛濞濠瀍瀛瀚瀣瀹灏灞
祁祃祆祉祊祎祐祓祗祚祜祯祺禔禚禤禧禹穆穗窅窑窣竑竤筠筼筱箐箬篁篪簃簕
纮纻绂绎绡绫绮绲绶缃缇缊缦缬缳羿翃翎翕翦耒耔耦聿胤膑臻臧舢
芃芑芮芈芊芎芗芘苎苓苡茆茉茌茏茜茵茚荇荃荏荑荙荪荭荻莒莘莛莜莞莴菏菡菪菽萁萩萸葭葳葶蒗蒽蓁蓓蓟蓥蔚蔹蔺蕙蕤蕲薇薏薤薷藜蘅蘩
蚌蜃螭衎衍衔袆袁裎褚襄觃訄訏訚讠诃诎诒诜谔谖谟谞谠谡豳豸贇赅赉赜趵跖跫軎轫轸轺辂辚
迨迩逄逯逴邕邗邙邛邝邡邬邰邳邴邵邺郃郄郅郇郓郗郛郜郝郢郦郧郯郴郸鄂鄄鄌鄑鄗鄘鄚鄜鄞鄠鄢鄣鄩鄯鄱酂酃酆醴
钊钌钐钒钖钘钚钛钜钦钰铄铈铉铎铖铠铧铨铭铮铱铷锂锆锋锗锜锟锳锴锵锶锺镁镆镇镈镉镍镒镓镕镛镝镠镧镨镭
闫闳闵闾阆阇阊阌阎阏阐阗阚阛阼陂陉陟陬陲隄隈隗隩隰雎雒雩霁霆霈霏霖霭靓靖靛鞫韪韫韬韶颀颉颋颎颐颕颙颛颢飏飒飖
驎骅骊骍骎骐骕骙骠骢骥骦骧髃髙鬶魃鲃鲅鲌鲘鳌鳚鸢鸶鹍鹏鹗鹮麑麒麓麴黉黟黥黼黾鼐鼒齮龑龢龚
瀞濚彣奡孖仝仡佤佧俶俍倓倞偲偰僖僙儇儋劼劻勍勖勐匡卟卺厍厝叆叇吖呙咏咥哿啬喈嗞噶囡囵
亍亓亳仉伃伋伾佖佥侁侃侔侗俦俣俨俪俭倜倧偓傕僳兖冼冽凇刖剀剡
㙍㙘㛃㛚㟃㠇㠓㤘㧐㧑㬊㬎㬚㭎㮾㳇㳘㴔㵐䂮䃅䃎䅟䌹䎃䏝䓛䓨䗖䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙
"""


def characters() -> set[int]:
    """The code points to keep."""
    gb2312 = {
        ord(bytes([row, cell]).decode("gb2312"))
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        if defined(bytes([row, cell]))
    }
    ranges = {point for first, last in RANGES for point in range(first, last + 1)}
    return gb2312 | ranges | {ord(sign) for sign in SIGNS + "".join(NAMES.split())}


def defined(pair: bytes) -> bool:
    """Whether GB 2312 has a character at this pair of bytes."""
    try:
        return len(pair.decode("gb2312")) == 1
    except UnicodeDecodeError:
        return False


def subset(source: Path, weight: str) -> None:
    """Writes one weight beside this script."""
    faces = TTCollection(source / f"NotoSerifCJK-{weight}.ttc").fonts
    face = next(f for f in faces if f["name"].getDebugName(1).endswith("CJK SC"))
    options = Options()
    options.layout_features = ["kern"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(face)
    rename(face, weight)
    face["head"].modified = face["head"].created
    face.recalcTimestamp = False
    face.save(Path(__file__).with_name(f"KaochengSerif-{weight}.otf"))


def rename(face, weight: str) -> None:
    """Gives the face a name of its own, so that it is never taken for the whole font."""
    full = f"{FAMILY} {weight}"
    postscript = full.replace(" ", "", 1).replace(" ", "-")
    for record in face["name"].names:
        record.string = {1: FAMILY, 3: f"2.001;{postscript}", 4: full, 6: postscript}.get(
            record.nameID, record.toUnicode()
        )
    cff = face["CFF "].cff
    cff.fontNames[0] = postscript
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = full


if __name__ == "__main__":
    for name in WEIGHTS:
        subset(Path(sys.argv[1]), name)
