package org.authenticatorbackup.crypto.share;

import java.util.Map;

/** The wording of a recovery kit, with names in braces where the kit's own values go. */
final class KitTemplate {

    private static final String ENGLISH_TEXT = """
            # RECOVERY KIT of an authenticator backup
            # WARNING: whoever has this page can open the whole backup, without any password.
            # Keep it like money: offline, in a safe place, and never in the storage of the backup itself.
            # --- The key ---
            {key}
            # --- The same key in 24 words, for typing by hand ---
            {words}
            # --- Where it belongs ---
            # suite:   {suite}
            # vault:   {vault}
            # storage: {storage}
            # date:    {date}
            # --- Without the app, with stock tools: age and jq ---
            # Save this page as kit.txt. Each device has a folder of its own; its newest file is the last:
            #   ls {vault}/snap/*/*.age
            # Then, with the newest file of each device in place of FILE:
            #   age -d -i kit.txt FILE | jq -r '.accounts[].uri'
            # age does not check which device wrote a file; the app does.
            """;

    private static final String CHINESE_TEXT = """
            # 验证器备份的恢复卡
            # 警告：任何人拿到本页，无需密码即可打开全部备份。
            # 请像保管现金一样离线妥善保管，切勿放进备份所在的存储空间。
            # --- 密钥 ---
            {key}
            # --- 同一密钥的 24 个字，供手工输入 ---
            {words}
            # --- 所属备份 ---
            # 类型：{suite}
            # 保险库：{vault}
            # 存储位置：{storage}
            # 日期：{date}
            # --- 没有本应用时，使用通用工具 age 和 jq ---
            # 将本页保存为 kit.txt。每台设备各有一个文件夹，其中最后一个文件最新：
            #   ls {vault}/snap/*/*.age
            # 然后对每台设备的最新文件执行（用文件名代替 FILE）：
            #   age -d -i kit.txt FILE | jq -r '.accounts[].uri'
            # age 不核对文件由哪台设备写入；本应用会核对。
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="{lang}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <style>
            @page { margin: 15mm }
            body { font: 11pt/1.4 sans-serif; max-width: 180mm; margin: auto; color: black; background: white;
              overflow-wrap: anywhere }
            h1 { font-size: 18pt; margin: 0 0 .5em }
            h2 { font-size: 12pt; margin: 1em 0 .3em }
            pre, ol { font-family: monospace }
            p, pre { margin: .3em 0 }
            pre { white-space: pre-wrap }
            ol { columns: 4; margin: 0 }
            .warning { border: 2pt solid black; padding: .5em }
            .qr svg { display: block; width: 50mm; height: 50mm }
            </style>
            </head>
            <body>
            {body}</body>
            </html>
            """;

    private static final String ENGLISH_BODY = """
            <h1>Recovery kit of an authenticator backup</h1>
            <p class="warning"><strong>Whoever has this page can open the whole backup, without any password.</strong>
            Keep it like money: offline, in a safe place, and never in the storage of the backup itself.</p>
            <h2>The key</h2>
            <pre>{key}</pre>
            {qr}<h2>The same key in 24 words, for typing by hand</h2>
            <ol>{words}</ol>
            <h2>Where it belongs</h2>
            <p>Vault: <code>{vault}</code><br>
            Suite: {suite}<br>
            Storage: {storage}<br>
            Date: {date}</p>
            <h2>Without the app, with stock tools: age and jq</h2>
            <p>Save the key, the line that starts with AGE, as kit.txt. Each device has a folder of its own; its newest file is
            the last:</p>
            <pre>ls {vault}/snap/*/*.age</pre>
            <p>Then, with the newest file of each device in place of FILE:</p>
            <pre>age -d -i kit.txt FILE | jq -r '.accounts[].uri'</pre>
            <p>age does not check which device wrote a file; the app does.</p>
            """;

    private static final String CHINESE_BODY = """
            <h1>验证器备份的恢复卡</h1>
            <p class="warning"><strong>任何人拿到本页，无需密码即可打开全部备份。</strong>
            请像保管现金一样离线妥善保管，切勿放进备份所在的存储空间。</p>
            <h2>密钥</h2>
            <pre>{key}</pre>
            {qr}<h2>同一密钥的 24 个字，供手工输入</h2>
            <ol>{words}</ol>
            <h2>所属备份</h2>
            <p>保险库：<code>{vault}</code><br>
            类型：{suite}<br>
            存储位置：{storage}<br>
            日期：{date}</p>
            <h2>没有本应用时，使用通用工具 age 和 jq</h2>
            <p>将密钥（以 AGE 开头的一行）保存为 kit.txt。每台设备各有一个文件夹，其中最后一个文件最新：</p>
            <pre>ls {vault}/snap/*/*.age</pre>
            <p>然后对每台设备的最新文件执行（用文件名代替 FILE）：</p>
            <pre>age -d -i kit.txt FILE | jq -r '.accounts[].uri'</pre>
            <p>age 不核对文件由哪台设备写入；本应用会核对。</p>
            """;

    private KitTemplate() {}

    static String text(WordLanguage language) {
        return switch (language) {
            case ENGLISH -> ENGLISH_TEXT;
            case CHINESE_SIMPLIFIED -> CHINESE_TEXT;
        };
    }

    static String page(WordLanguage language) {
        return switch (language) {
            case ENGLISH -> page("en", "Recovery kit", ENGLISH_BODY);
            case CHINESE_SIMPLIFIED -> page("zh-Hans", "恢复卡", CHINESE_BODY);
        };
    }

    /** Puts values in place of their names; what a value holds is not looked at again. */
    static String fill(String template, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            String value = values.get(template.substring(open + 1, close));
            if (value == null) {
                filled.append(template, at, open + 1);
                at = open + 1;
            } else {
                filled.append(template, at, open).append(value);
                at = close + 1;
            }
        }
        return filled.append(template, at, template.length()).toString();
    }

    private static String page(String lang, String title, String body) {
        return fill(PAGE, Map.of("lang", lang, "title", title, "body", body));
    }
}
