import type { LinkProfileBodyDto, LinkVersionDto, NewLinkProfileDto } from '../../../../links/index.js';
import { beside, fieldset, numberField, textField, type Fields, type Typed } from '../parts/fields.js';

type Channel = LinkProfileBodyDto['uplink'];

/** What an administrator says of a link; null for one that is not there yet. */
export function linkFields(link: LinkVersionDto | null): Fields<LinkProfileBodyDto> {
  const name = textField({ label: 'Name', pointer: '/name', value: link?.name, isRequired: true });
  const roundTrip = numberField({
    label: 'Round trip [ms]',
    pointer: '/roundTripMs',
    hint: 'empty: a request has to say it',
    value: link?.roundTripMs,
  });
  const uplink = channelFields('Uplink: from the device', '/uplink', link?.uplink);
  const downlink = channelFields('Downlink: to the device', '/downlink', link?.downlink);
  return {
    content: [fieldset('Link', beside(name, roundTrip)), uplink.root, downlink.root],
    read: () => ({
      name: name.read(),
      roundTripMs: roundTrip.read() ?? null,
      uplink: uplink.read(),
      downlink: downlink.read(),
    }),
  };
}

export function newLinkFields(): Fields<NewLinkProfileDto> {
  const id = textField({
    label: 'Identifier',
    pointer: '/id',
    hint: 'as requests name it; it never changes. Small letters, digits, dots and dashes.',
    isRequired: true,
  });
  const profile = linkFields(null);
  return {
    content: [id.root, ...profile.content],
    read: () => ({ id: id.read(), ...profile.read() }),
  };
}

/** What of a link its form is about. */
export const linkBodyOf = ({ name, uplink, downlink, roundTripMs }: LinkVersionDto): LinkProfileBodyDto => ({
  name,
  roundTripMs: roundTripMs ?? null,
  uplink,
  downlink,
});

function channelFields(legend: string, pointer: string, channel: Channel | undefined) {
  const rate = numberField({
    label: 'Rate [Mbit/s]',
    pointer: `${pointer}/rateMbps`,
    hint: 'empty: a request has to say it',
    value: channel?.rateMbps,
  });
  const slope = numberField({
    label: 'Radio, for each Mbit/s [mW]',
    pointer: `${pointer}/radioSlopeMwPerMbps`,
    hint: 'its energy for each bit in nJ',
    value: channel?.radioSlopeMwPerMbps,
    isRequired: true,
  });
  const base = numberField({
    label: 'Radio, at rate zero [mW]',
    pointer: `${pointer}/radioBaseMw`,
    hint: 'empty: not known',
    value: channel?.radioBaseMw,
  });
  const least = numberField({
    label: 'Measured from [Mbit/s]',
    pointer: `${pointer}/measuredMbps/minMbps`,
    value: channel?.measuredMbps?.minMbps,
  });
  const most = numberField({
    label: 'Measured to [Mbit/s]',
    pointer: `${pointer}/measuredMbps/maxMbps`,
    value: channel?.measuredMbps?.maxMbps,
  });
  const source = textField({
    label: 'Source',
    pointer: `${pointer}/source`,
    value: channel?.source,
    isRequired: true,
  });
  const measured = (): Typed<NonNullable<Channel['measuredMbps']>> | null => {
    const range = { minMbps: least.read(), maxMbps: most.read() };
    return range.minMbps === undefined && range.maxMbps === undefined ? null : range;
  };
  return {
    root: fieldset(legend, beside(rate, slope, base), beside(least, most), source.root),
    read: (): Typed<Channel> => ({
      rateMbps: rate.read() ?? null,
      radioSlopeMwPerMbps: slope.read(),
      radioBaseMw: base.read() ?? null,
      measuredMbps: measured(),
      source: source.read(),
    }),
  };
}
