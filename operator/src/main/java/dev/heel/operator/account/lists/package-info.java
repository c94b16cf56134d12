/** Reading Datadog's lists again and again, and the snapshot that each good round leaves. */
package dev.heel.operator.account.lists;
