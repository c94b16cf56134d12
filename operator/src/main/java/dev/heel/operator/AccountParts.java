package dev.heel.operator;

import dev.heel.kinds.account.DatadogAccount;
import dev.heel.operator.account.AccountAccess;
import dev.heel.operator.account.Connections;
import dev.heel.operator.account.deletion.LeftObjects;
import dev.heel.operator.api.resource.AccountUsers;
import dev.heel.operator.wake.Referrers;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * What passes over accounts work with.
 *
 * @param users the resources that use them
 * @param compaction what an account remembers of resources that are gone
 * @param waker wakes an account
 */
record AccountParts(
    AccountAccess access,
    Connections connections,
    AccountUsers users,
    LedgerCompaction compaction,
    LeftObjects leftObjects,
    Referrers referrers,
    SimpleInboundEventSource<DatadogAccount> waker) {}
